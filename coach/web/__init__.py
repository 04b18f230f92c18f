"""Streamlit pages and widgets; they hold no logic."""
