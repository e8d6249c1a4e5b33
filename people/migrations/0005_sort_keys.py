from django.db import migrations

from people import names

AT_ONCE = 2000


def fill(apps, schema_editor):
    Employee = apps.get_model("people", "Employee")
    unsorted = Employee.objects.filter(sort_key="").only("surname", "name", "patronymic")
    for employee in unsorted.iterator(AT_ONCE):
        employee.sort_key = names.sorting_key(employee.surname, employee.name, employee.patronymic)
        Employee.objects.filter(pk=employee.pk).update(sort_key=employee.sort_key)


class Migration(migrations.Migration):
    dependencies = [("people", "0004_directory")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
