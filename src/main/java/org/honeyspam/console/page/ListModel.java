package org.honeyspam.console.page;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import org.honeyspam.console.sheet.Filter;
import org.honeyspam.console.sheet.Sheet;

/**
 * A list that is a page of its own. As JSON it is its rows.
 *
 * @param about what is listed, in a sentence
 * @param path of the page
 * @param query as it was asked for
 * @param orders by what the rows can be sorted; none if they cannot
 */
public record ListModel(
        String about,
        String path,
        Map<String, String> query,
        List<Filter> filters,
        List<String> orders,
        @JsonValue Sheet sheet) {}
