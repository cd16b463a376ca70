package com.example.mediasearch;

/** A file that was found, and by which text. */
public record Hit(String filename, String text) {}
