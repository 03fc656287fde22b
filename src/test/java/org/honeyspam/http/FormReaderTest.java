package org.honeyspam.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import org.honeyspam.fuzz.Noise;
import org.honeyspam.journal.JournalEvent.FormField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent with a form is read in each of its shapes, bounded, and whatever it is. */
class FormReaderTest {
    private static final String ENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data; boundary=b";
    private static final int CASES = 5_000;

    private static List<FormField> read(String type, String body) {
        return FormReader.read(type, body.getBytes(ISO_8859_1));
    }

    private static FormFinds finds(String text) {
        return new FormFinds(List.of(new FormField("t", text, text.length(), null, null, null)));
    }

    @Test
    void aFieldKeepsItsBytes() {
        assertThat(read(ENCODED, "a%e9=%C3%A9+%zz%4&&b&=c"))
                .extracting(FormField::name, FormField::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a\u00e9", "\u00c3\u00a9 %zz%4"),
                        org.assertj.core.groups.Tuple.tuple("b", ""),
                        org.assertj.core.groups.Tuple.tuple("", "c"));
    }

    @Test
    void aFileIsKnownByNameTypeAndHash() {
        String body =
                """
                --b
                Content-Disposition: form-data; name="f"; filename="\u00c3\u00a9.exe"
                Content-Type: application/x

                %s
                --b--
                """
                        .formatted("M".repeat(300))
                        .replace("\n", "\r\n");
        FormField file = read(MULTIPART, body).getFirst();
        assertThat(file.name()).isEqualTo("f");
        assertThat(file.file()).isEqualTo("\u00c3\u00a9.exe");
        assertThat(file.type()).isEqualTo("application/x");
        assertThat(file.value()).isEqualTo("M".repeat(256));
        assertThat(file.sizeBytes()).isEqualTo(300);
        assertThat(file.sha256())
                .isEqualTo("b6843f1f3c2f7bf6a95aecfaa79606088f191f3c310714c49759362cf936f53f");
    }

    @Test
    void thereAreNoMoreFieldsAndNoLongerOnesThanARecordHolds() {
        List<FormField> many = read(ENCODED, "a=b&".repeat(500));
        assertThat(many).hasSize(100);
        FormField one = read(ENCODED, "n".repeat(1_000) + "=" + "v".repeat(5_000)).getFirst();
        assertThat(one.name()).hasSize(256);
        assertThat(one.value()).hasSize(2_048);
        assertThat(one.sizeBytes()).isEqualTo(5_000);
        assertThat(read("application/json", "[" + "1,".repeat(500) + "1]")).hasSize(100);
        assertThat(read("text/xml", "<int>1</int>".repeat(500))).hasSize(100);
        String part = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n";
        assertThat(read(MULTIPART, part.repeat(500) + "--b--\r\n")).hasSize(100);
    }

    /** With time that grows by the square of the depth it would take a minute. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFormWithinAFormIsReadAndNoneDeeper() {
        String text = "--%s\r\nContent-Disposition: form-data; name=%s\r\n\r\nx\r\n";
        var body = new StringBuilder(text.formatted("b", "0"));
        for (int depth = 1; depth <= 40_000; depth++) {
            body.append("--b%s\r\n".formatted(depth == 1 ? "" : "." + (depth - 1)));
            body.append("Content-Type: multipart/mixed; boundary=b.%d\r\n\r\n".formatted(depth));
            body.append(text.formatted("b." + depth, "" + depth));
        }
        assertThat(read(MULTIPART, body.toString()))
                .extracting(FormField::name)
                .containsExactly("0", "1");
    }

    @Test
    void linksAndAddressesAreFoundEachOnceAndNotWithoutEnd() {
        assertThat(
                        finds(
                                        "see http://a.example/x?y=1, <a href=\"HTTPS://b.example\"> http://a.example/x?y=1,")
                                .links())
                .containsExactly("http://a.example/x?y=1,", "HTTPS://b.example");
        assertThat(finds("no://link nor http:/x").links()).isEmpty();
        assertThat(finds("http://x.example/" + "y".repeat(1_000)).links().getFirst()).hasSize(512);
        var many = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            many.append("http://h").append(i).append(".example a").append(i).append("@b.example ");
        }
        assertThat(finds(many.toString()).links()).hasSize(50);
        assertThat(finds(many.toString()).addresses()).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({
        "write to a.b+c@d.example.,a.b+c@d.example",
        "<x@y.example>,x@y.example",
        "mailto:x@y.example?subject=1,x@y.example",
        "x@localhost,",
        "@y.example,",
        "a@@b.example,",
        "x@.example,"
    })
    void anAddressIsFoundInWhateverStandsAroundIt(String text, String address) {
        List<String> expected = address == null ? List.of() : List.of(address);
        assertThat(finds(text).addresses()).isEqualTo(expected);
    }

    @Test
    void aCallOfManyMethodsNamesTheUserOfTheFirst() {
        String call =
                "<methodCall><methodName>system.multicall</methodName><struct><member><name>methodName</name>"
                        + "<value><string>wp.getUsersBlogs</string></value></member><member><name>params</name><value>"
                        + "<string>admin</string></value><value><string>pass1</string></value></member></struct>";
        var finds = new FormFinds(read("text/xml", call));
        assertThat(finds.user()).isEqualTo("admin");
        assertThat(finds.password()).isEqualTo("pass1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENCODED,
                MULTIPART,
                "application/json",
                "text/xml",
                "multipart/form-data; boundary="
            })
    void anyBodyIsRead(String type) {
        List<String> words =
                List.of(
                        "--b\r\n",
                        "--b--",
                        "Content-Disposition: form-data; name=\"a\"\r\n\r\n",
                        "Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n",
                        "{\"a\":[1,{\"b\":\"c@d.example\"}",
                        "<value><string>x</string>",
                        "a=b&c=http://d.example/%0d%0a");
        for (long seed = 0; seed < CASES; seed++) {
            byte[] body = new Noise(seed, words).bytes();
            try {
                var finds = new FormFinds(FormReader.read(type, body));
                assertThat(finds.links().size() + finds.addresses().size()).isLessThan(101);
            } catch (RuntimeException | StackOverflowError e) {
                fail("seed %d threw".formatted(seed), e);
            }
        }
    }
}
