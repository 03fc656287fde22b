package org.honeyspam.site;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.honeyspam.bait.Grant;

/**
 * The addresses of one page. In which form each stands is drawn before they are made, so that the
 * page is the same for all visitors but for the addresses.
 */
final class Contacts {
    private static final List<AddressForm> OBFUSCATED =
            List.of(AddressForm.ENTITIES, AddressForm.SPELLED_OUT, AddressForm.SCRIPT);
    private static final int HUNDRED = 100;

    private final Spelling spelling;
    private final List<Grant.Shown> shown = new ArrayList<>();
    private final List<Grant.Shown> hidden = new ArrayList<>();
    private int next;

    Contacts(Spelling spelling, List<Grant.Shown> all) {
        this.spelling = spelling;
        String source = AddressForm.SOURCE.label();
        all.forEach(one -> (one.form().equals(source) ? hidden : shown).add(one));
    }

    /**
     * Draws the forms of so many addresses.
     *
     * @param plain what is said of one that just stands there
     */
    static List<String> draw(int count, AddressForm plain, int obfuscated, SplittableRandom dice) {
        List<String> forms = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            AddressForm form =
                    dice.nextInt(HUNDRED) < obfuscated
                            ? Keyed.pick(OBFUSCATED, dice)
                            : switch (dice.nextInt(5)) {
                                case 0, 1 -> AddressForm.MAILTO;
                                case 2 -> AddressForm.MAILTO_ONLY;
                                default -> plain;
                            };
            forms.add(form.label());
        }
        return forms;
    }

    /** Those that only a program sees. */
    void writeHidden(Markup out, String called) {
        for (Grant.Shown one : hidden) {
            spelling.write(out, one.address(), AddressForm.SOURCE, called);
            out.append('\n');
        }
    }

    /** How many of those that anybody sees are not written yet. */
    int left() {
        return shown.size() - next;
    }

    /**
     * Writes the next address.
     *
     * @param called what a link says that does not say the address
     */
    void write(Markup out, String called) {
        Grant.Shown one = shown.get(next++);
        spelling.write(out, one.address(), AddressForm.of(one.form()), called);
    }
}
