"""Addresses of the section that are no pages of the tree."""

from django.urls import path

from contests import winners
from contests.campaigns import organising
from contests.campaigns import views as campaigns
from contests.diplomas import views as diplomas
from contests.entering import serving
from contests.entering import views as entering
from contests.gallery import views as gallery
from contests.judging import views as judging
from contests.mine import views as mine
from contests.voting import views as voting

app_name = "contests"
urlpatterns = [
    path("diplomas/", diplomas.own, name="diplomas"),
    path("diplomas/<str:code>/", diplomas.diploma, name="diploma"),
    path("diplomas/<str:code>/diploma.pdf", diplomas.file, name="diploma_file"),
    path("winners/", winners.winners, name="winners"),
    path("winners/<int:year>/", winners.winners, name="winners_of"),
    path("mine/", mine.mine, name="mine"),
    path("works/<int:pk>/edit/", entering.edit, name="edit"),
    path("works/<int:pk>/autosave/", entering.autosave, name="autosave"),
    path("works/<int:pk>/files/<slug:key>/", entering.upload, name="upload"),
    path("works/<int:pk>/withdraw/", entering.withdraw, name="withdraw"),
    path("works/files/<int:pk>/", serving.work_file, name="work_file"),
    path("<slug:slug>/shifts/<int:pk>/", campaigns.act, name="shift"),
    path("<slug:slug>/shifts/<int:pk>/team/", campaigns.team, name="team"),
    path("<slug:slug>/people/", organising.people, name="participants"),
    path("<slug:slug>/people.xlsx", organising.table, name="participants_table"),
    path("<slug:slug>/brought/", organising.brought, name="brought"),
    path("<slug:slug>/enter/", entering.enter, name="enter"),
    path("<slug:slug>/jury/", judging.pile, name="jury"),
    path("<slug:slug>/jury/<int:number>/", judging.work, name="jury_work"),
    path("<slug:slug>/vote/", voting.vote, name="vote"),
    path("<slug:slug>/works/<int:number>/", gallery.work, name="work"),
]
