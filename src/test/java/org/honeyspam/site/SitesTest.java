package org.honeyspam.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which site answers to which name. */
class SitesTest {
    private final Sites sites = TestSites.make();

    @Test
    void aNameWithoutASiteIsAnsweredByTheListenersOwn() {
        String first = sites.all().getFirst().host();
        String last = sites.all().getLast().host();
        assertThat(sites.site("nobody.example").host()).isEqualTo(first);
        Sites seen = sites.from(last);
        assertThat(seen.site("nobody.example").host()).isEqualTo(last);
        assertThat(seen.site(first)).isSameAs(sites.site(first));
        assertThat(seen.all()).containsExactlyInAnyOrderElementsOf(sites.all());
        assertThat(sites.from("nobody.example")).isSameAs(sites);
    }
}
