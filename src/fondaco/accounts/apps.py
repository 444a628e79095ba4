from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "fondaco.accounts"
    label = "accounts"
