package org.honeyspam.console.page;

import org.honeyspam.console.sheet.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows.
 *
 * @param template that writes it as HTML
 * @param model what the template is given, and what JSON is made of
 * @param sheet the table in it that can be had as CSV; null if there is none
 */
public record Found(String template, String title, Object model, @Nullable Sheet sheet) {
    public Found(String template, String title, Object model) {
        this(template, title, model, null);
    }
}
