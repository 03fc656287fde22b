package org.honeyspam.console.page;

import java.io.IOException;
import java.sql.SQLException;

/** Something that the console shows. */
public interface Page {
    /** What it shows now. */
    Found find(Ask ask) throws Ask.Wrong, IOException, SQLException;
}
