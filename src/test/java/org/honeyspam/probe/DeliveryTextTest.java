package org.honeyspam.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes out is the relay's header and the message as it came. */
final class DeliveryTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Received: from x~NTby y; z        | Received: from x~NTby y; z~N
                    Received: from x~NTby y; z~N      | Received: from x~NTby y; z~N
                    Received: from x~Nby y            | Received: from x~NTby y~N
                    Received: from a~Rb (c)           | Received: from a?b (c)~N
                    ''                                | ''
                    """)
    void theHeaderStaysOneHeader(String trace, String written) {
        byte[] message = "Subject: x\r\n\r\n\u00fc\r\n".getBytes(ISO_8859_1);
        String text = new String(Delivery.stamped(real(trace), message), ISO_8859_1);
        assertThat(text).isEqualTo(real(written) + "Subject: x\r\n\r\n\u00fc\r\n");
    }

    private static String real(String text) {
        return text.replace("~NT", "\r\n\t").replace("~N", "\r\n").replace("~R", "\r");
    }
}
