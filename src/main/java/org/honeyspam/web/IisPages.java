package org.honeyspam.web;

import java.util.Map;
import java.util.Objects;

/** The pages of IIS 10 for its own errors, as those from elsewhere see them. */
final class IisPages {
    private static final String REMOVED =
            "The resource you are looking for might have been removed, had its name changed, or is"
                    + " temporarily unavailable.";

    /** What stands on the page of an error. */
    private record Page(String title, String text) {}

    private static final Map<Integer, Page> ERRORS =
            Map.of(
                    403,
                    new Page(
                            "403 - Forbidden: Access is denied.",
                            "You do not have permission to view this directory or page using the"
                                    + " credentials that you supplied."),
                    404,
                    new Page("404 - File or directory not found.", REMOVED),
                    405,
                    new Page(
                            "405 - HTTP verb used to access this page is not allowed.",
                            "The page you are looking for cannot be displayed because an invalid"
                                    + " method (HTTP verb) was used to attempt access."),
                    412,
                    new Page(
                            "412 - Precondition set by the client failed when evaluated on the Web"
                                    + " server.",
                            "The request was not completed due to preconditions that are set in the"
                                    + " request header. Preconditions prevent the requested method from"
                                    + " being applied to a resource other than the one intended. An"
                                    + " example of a precondition is testing for expired content in the"
                                    + " page cache of the client."),
                    500,
                    new Page(
                            "500 - Internal server error.",
                            "There is a problem with the resource you are looking for, and it"
                                    + " cannot be displayed."),
                    501,
                    new Page(
                            "501 - Header values specify a method that is not implemented.",
                            "The page you are looking for cannot be displayed because a header"
                                    + " value in the request does not match certain configuration"
                                    + " settings on the Web server. For example, a request header might"
                                    + " specify a POST to a static file that cannot be posted to, or"
                                    + " specify a Transfer-Encoding value that cannot make use of"
                                    + " compression."));

    /** Errors that have no page get a sentence. */
    private static final Map<Integer, String> SENTENCES =
            Map.of(413, "The page was not displayed because the request entity is too large.");

    private static final String UNKNOWN = "The custom error module does not recognize this error.";

    private IisPages() {}

    static String error(int status) {
        Page page = ERRORS.get(status);
        return page == null
                ? Objects.requireNonNullElse(SENTENCES.get(status), UNKNOWN)
                : whole(page);
    }

    /** Where a folder is that was asked for without its slash. */
    static String moved(String location) {
        return """
        <head><title>Document Moved</title></head>
        <body><h1>Object Moved</h1>This document may be found <a HREF="%s">here</a></body>"""
                .formatted(location);
    }

    private static String whole(Page page) {
        return """
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"/>
        <title>%1$s</title>
        <style type="text/css">
        <!--
        body{margin:0;font-size:.7em;font-family:Verdana, Arial, Helvetica, sans-serif;background:#EEEEEE;}
        fieldset{padding:0 15px 10px 15px;}\s
        h1{font-size:2.4em;margin:0;color:#FFF;}
        h2{font-size:1.7em;margin:0;color:#CC0000;}\s
        h3{font-size:1.2em;margin:10px 0 0 0;color:#000000;}\s
        #header{width:96%%;margin:0 0 0 0;padding:6px 2%% 6px 2%%;font-family:"trebuchet MS", Verdana, sans-serif;color:#FFF;
        background-color:#555555;}
        #content{margin:0 0 0 2%%;position:relative;}
        .content-container{background:#FFF;width:96%%;margin-top:8px;padding:10px;position:relative;}
        -->
        </style>
        </head>
        <body>
        <div id="header"><h1>Server Error</h1></div>
        <div id="content">
         <div class="content-container"><fieldset>
          <h2>%1$s</h2>
          <h3>%2$s</h3>
         </fieldset></div>
        </div>
        </body>
        </html>
        """
                .formatted(page.title(), page.text())
                .replace("\n", "\r\n");
    }
}
