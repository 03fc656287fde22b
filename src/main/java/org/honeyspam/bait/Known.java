package org.honeyspam.bait;

import java.util.ArrayList;
import java.util.List;
import org.honeyspam.bait.Visits.Given;
import org.honeyspam.bait.Visits.Visit;

/** Chooses which addresses of a visit stand on a page: those made for it, and some known ones. */
final class Known {
    private final Visit visit;
    private final Given given;
    private final int choice;

    Known(Visit visit, Given given, int choice) {
        this.visit = visit;
        this.given = given;
        this.choice = choice;
    }

    /** The forms that new addresses are made in: first those that no address has yet. */
    static List<String> missing(Visit visit, List<String> forms, int count) {
        if (count == forms.size()) {
            return forms;
        }
        List<String> made = new ArrayList<>(count);
        List<String> rest = new ArrayList<>();
        for (String form : forms) {
            (has(visit, form) || made.size() == count ? rest : made).add(form);
        }
        made.addAll(rest.subList(0, count - made.size()));
        return made;
    }

    private static boolean has(Visit visit, String form) {
        for (int i = 0; i < visit.given(); i++) {
            if (visit.form(i).equals(form)) {
                return true;
            }
        }
        return false;
    }

    /** Places of addresses, one for each form as far as there are any, no place twice. */
    List<Integer> choose(List<String> forms) {
        List<Integer> chosen = new ArrayList<>(forms.size());
        boolean[] used = new boolean[given.before() + given.made()];
        for (String form : forms) {
            int index = fresh(form, used);
            index = index < 0 ? old(form, used) : index;
            if (index >= 0) {
                used[index] = true;
                chosen.add(index);
            }
        }
        return chosen;
    }

    private int fresh(String form, boolean[] used) {
        for (int i = given.before(); i < used.length; i++) {
            if (!used[i] && visit.form(i).equals(form)) {
                return i;
            }
        }
        return -1;
    }

    /** One from before the page, of that form if there is one; the page decides which. */
    private int old(String form, boolean[] used) {
        int end = given.before();
        int start = end == 0 ? 0 : Integer.remainderUnsigned(choice, end);
        int other = -1;
        for (int i = 0; i < end; i++) {
            int index = start + i < end ? start + i : start + i - end;
            if (!used[index] && visit.form(index).equals(form)) {
                return index;
            }
            other = other < 0 && !used[index] ? index : other;
        }
        return other;
    }
}
