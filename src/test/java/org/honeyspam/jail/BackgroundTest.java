package org.honeyspam.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

final class BackgroundTest {
    @Test
    void whoGivesUpHisTurnGivesUpThatOfThreadsHeStarts() throws Exception {
        int own = Nice.here();
        var child = new FutureTask<>(Nice::here);
        var parent = new FutureTask<>(Nice::here);
        Runnable work =
                () -> {
                    Thread.ofPlatform().start(child);
                    parent.run();
                };
        Thread.ofPlatform().start(Background.of(work));
        assertThat(parent.get()).isEqualTo(Background.NICE).isEqualTo(child.get());
        assertThat(Nice.here()).as("of all others").isEqualTo(own);
    }
}
