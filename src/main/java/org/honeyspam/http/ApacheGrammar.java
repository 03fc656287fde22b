package org.honeyspam.http;

import java.util.regex.Pattern;

/** What Apache takes for a request line and a field, and says of fields that are too much. */
public final class ApacheGrammar {
    /** Method, target, and the two numbers of a version if there is one. */
    public static final Pattern LINE =
            Pattern.compile(
                    "([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([^\\x00-\\x20\\x7f]+)(?: HTTP/(\\d)\\.(\\d))?");

    /** Name of a field. */
    public static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** What no line of a header may hold. */
    public static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    public static final String FIELD_TOO_LONG =
            "Size of a request header field exceeds server limit.";

    public static final String FIELDS_TOO_MANY =
            "The number of request header fields exceeds this server's limit.";

    private ApacheGrammar() {}
}
