package org.honeyspam.proxy;

/** How an answer begins. */
record Status(int code, String reason) {
    static final Status OK = new Status(200, "OK");
    static final Status NO_CONTENT = new Status(204, "No Content");
    static final Status MOVED = new Status(301, "Moved Permanently");
    static final Status FOUND = new Status(302, "Found");
    static final Status NOT_FOUND = new Status(404, "Not Found");
    static final Status NOT_ALLOWED = new Status(405, "Method Not Allowed");
}
