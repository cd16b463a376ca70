package com.example.mediavault;

/** A picture as it was uploaded, from where; what it shows is in the object store under its hash. */
public record Picture(String fileName, long bytes, String sha256, String address) {}
