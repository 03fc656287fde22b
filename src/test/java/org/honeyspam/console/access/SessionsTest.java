package org.honeyspam.console.access;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.honeyspam.config.UsersFile.Role;
import org.honeyspam.config.UsersFile.User;
import org.junit.jupiter.api.Test;

/** A session ends: by its age, by silence, by a click, and when there are too many. */
final class SessionsTest {
    private static final User ANN = new User("ann", Role.OPERATOR, "$none");

    private final SetClock clock = new SetClock();
    private final Sessions sessions =
            new Sessions(Duration.ofHours(12), Duration.ofHours(1), clock);

    @Test
    void whoeverBeganItHasItAndNobodyElse() {
        String id = sessions.begin(ANN);
        Caller caller = requireNonNull(sessions.find(id));
        assertThat(caller.name()).isEqualTo("ann");
        assertThat(caller.isOperator()).isTrue();
        assertThat(caller.csrf()).isNotEmpty().isNotEqualTo(id);
        assertThat(sessions.find(id)).isEqualTo(caller);
        assertThat(sessions.find("")).isNull();
        assertThat(sessions.find(id.substring(1))).isNull();
        assertThat(sessions.find(caller.csrf())).isNull();
    }

    @Test
    void twoOfOneUserHaveNothingInCommon() {
        Caller one = requireNonNull(sessions.find(sessions.begin(ANN)));
        Caller other = requireNonNull(sessions.find(sessions.begin(ANN)));
        assertThat(one.csrf()).isNotEqualTo(other.csrf());
    }

    @Test
    void silenceEndsIt() {
        String id = sessions.begin(ANN);
        clock.pass(Duration.ofHours(1));
        assertThat(sessions.find(id)).isNotNull();
        clock.pass(Duration.ofHours(1).plusMillis(1));
        assertThat(sessions.find(id)).isNull();
        clock.pass(Duration.ofHours(-1));
        assertThat(sessions.find(id)).as("for good").isNull();
    }

    @Test
    void itsAgeEndsItHoweverOftenItIsUsed() {
        String id = sessions.begin(ANN);
        for (int i = 0; i < 24; i++) {
            clock.pass(Duration.ofMinutes(30));
            assertThat(sessions.find(id)).isNotNull();
        }
        clock.pass(Duration.ofMillis(1));
        assertThat(sessions.find(id)).isNull();
    }

    @Test
    void aClickEndsItAndNoOther() {
        String id = sessions.begin(ANN);
        String other = sessions.begin(ANN);
        sessions.end(id);
        assertThat(sessions.find(id)).isNull();
        assertThat(sessions.find(other)).isNotNull();
    }

    @Test
    void thereAreAThousandAndTheOldestGoes() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            ids.add(sessions.begin(ANN));
        }
        assertThat(new HashSet<>(ids)).hasSize(1_001);
        assertThat(sessions.find(ids.getFirst())).isNull();
        assertThat(ids.subList(1, 1_001)).allMatch(id -> sessions.find(id) != null);
    }
}
