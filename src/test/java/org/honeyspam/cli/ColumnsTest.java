package org.honeyspam.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ColumnsTest {
    private static String printed(Columns table) {
        var text = new StringWriter();
        table.print(new PrintWriter(text, true));
        return text.toString();
    }

    @Test
    void numbersStandToTheRightAndWhatNobodyHasIsLeftOut() {
        var table = new Columns("source", "score", "name", "kinds");
        table.row("192.0.2.7", "7.5", "", "harvester");
        table.row("2001:db8::25", "1000", "", "evil\u001b[31m");
        assertThat(printed(table))
                .isEqualTo(
                        """
                        source        score  kinds
                        192.0.2.7       7.5  harvester
                        2001:db8::25   1000  evil\\x1b[31m
                        """);
    }

    @Test
    void aTableOfNobodyHasItsHead() {
        assertThat(printed(new Columns("source", "name"))).isEqualTo("source  name\n");
    }
}
