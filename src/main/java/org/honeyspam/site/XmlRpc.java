package org.honeyspam.site;

/** What a call of XML-RPC is answered. */
public final class XmlRpc {
    /** By a program that takes no password, as WordPress says it. */
    public static final String LOGIN_REFUSED =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <methodResponse>
              <fault>
                <value>
                  <struct>
                    <member>
                      <name>faultCode</name>
                      <value><int>403</int></value>
                    </member>
                    <member>
                      <name>faultString</name>
                      <value><string>Incorrect username or password.</string></value>
                    </member>
                  </struct>
                </value>
              </fault>
            </methodResponse>
            """;

    private XmlRpc() {}
}
