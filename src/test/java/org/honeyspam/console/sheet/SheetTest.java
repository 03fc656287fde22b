package org.honeyspam.console.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.honeyspam.process.Program;
import org.junit.jupiter.api.Test;

class SheetTest {
    private static final Column WHO = Column.of("who", "Who", Column.Kind.IP);
    private static final Column SAID = Column.text("said", "Said");

    private static Sheet sheet(Object said) {
        return Sheet.of(WHO, SAID).row("192.0.2.7", said).build();
    }

    @Test
    void whatASpreadsheetWouldRunIsText() {
        assertThat(sheet("=HYPERLINK(\"http://x\")").csv())
                .contains("\"'=HYPERLINK(\"\"http://x\"\")\"");
        assertThat(sheet("@SUM(A1)").csv()).contains(",'@SUM(A1)");
        assertThat(sheet("-7").csv()).contains(",-7\r\n");
    }

    /** Another reader gets the fields that were written, whatever is in them. */
    @Test
    void pythonReadsWhatWasWritten() throws IOException, InterruptedException {
        String odd = "a \"quoted\", line\r\nand another; \u00e9";
        String script =
                "import csv,sys; print(list(csv.reader(sys.stdin))[1][1].encode('unicode_escape').decode())";
        String read =
                Program.ofDebian("python3", "python3")
                        .with("PYTHONIOENCODING", "utf-8")
                        .reading(sheet(odd).csv().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .succeed(
                                "-c",
                                "import io,sys; sys.stdin=io.TextIOWrapper(sys.stdin.buffer,newline='',encoding='utf-8')\n"
                                        + script)
                        .out();
        assertThat(read.strip()).isEqualTo("a \"quoted\", line\\r\\nand another; \\xe9");
    }

    @Test
    void severalValuesAreOneField() {
        assertThat(sheet(List.of("a", "b")).csv()).endsWith("192.0.2.7,a b\r\n");
        assertThat(sheet(Map.of("mailed", 3L)).csv()).endsWith("192.0.2.7,mailed=3\r\n");
    }

    @Test
    void aValueLeadsWhereItsColumnSays() {
        assertThat(Values.href(WHO, "2001:db8::7")).isEqualTo("/ips/2001%3Adb8%3A%3A7");
        Column address = Column.of("to", "To", Column.Kind.ADDRESS);
        assertThat(Values.href(address, "a&b=\"c\"@d.example"))
                .isEqualTo("/search?q=a%26b%3D%22c%22%40d.example");
        assertThat(Values.href(SAID, "x")).isNull();
    }

    @Test
    void sizesAreShort() {
        assertThat(Values.bytes(0)).isEqualTo("0 B");
        assertThat(Values.bytes(999)).isEqualTo("999 B");
        assertThat(Values.bytes(1_500)).isEqualTo("1.5 kB");
        assertThat(Values.bytes(999_999)).isEqualTo("1.0 MB");
        assertThat(Values.bytes(25_000_000_000L)).isEqualTo("25 GB");
    }
}
