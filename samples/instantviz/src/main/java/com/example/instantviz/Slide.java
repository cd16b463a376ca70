package com.example.instantviz;

/** A slide of a project, about one of its topics. */
public record Slide(String topic, String title) {}
