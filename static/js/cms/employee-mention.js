// The button «Сотрудник» of a text in the CMS: the chooser of employees, and a mention that can be declined like any word.

const { DraftJS, React, draftail } = window;
const icon = "user";

class EmployeeSource extends draftail.ModalWorkflowSource {
  getChooserConfig(entity, selected) {
    return {
      url: this.props.entityType.chooserUrls.employeeChooser,
      urlParams: selected ? { q: selected.trim().slice(0, 100) } : {},
      onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
      responses: { chosen: this.onChosen },
    };
  }

  onChosen({ id, title }) {
    const { editorState, entityType, onComplete } = this.props;
    const selection = editorState.getSelection();
    const content = editorState.getCurrentContent().createEntity(entityType.type, "MUTABLE", { id, name: title });
    const key = content.getLastCreatedEntityKey();
    const written = selection.isCollapsed()
      ? DraftJS.Modifier.replaceText(content, selection, title, null, key)
      : DraftJS.Modifier.applyEntity(content, selection, key);
    this.workflow.close();
    onComplete(DraftJS.EditorState.push(editorState, written, selection.isCollapsed() ? "insert-characters" : "apply-entity"));
  }
}

function EmployeeMention(props) {
  const { name, url } = props.contentState.getEntity(props.entityKey).getData();
  return React.createElement(draftail.TooltipEntity, { ...props, icon, label: name || "Сотрудника больше нет", url });
}

draftail.registerPlugin({ type: "EMPLOYEE", source: EmployeeSource, decorator: EmployeeMention }, "entityTypes");
