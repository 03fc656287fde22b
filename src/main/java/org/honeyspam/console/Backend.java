package org.honeyspam.console;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.honeyspam.config.Configuration;
import org.honeyspam.config.Network;
import org.honeyspam.config.Setting;
import org.honeyspam.geo.Origins;
import org.honeyspam.health.Status;
import org.honeyspam.intel.Blacklist;
import org.honeyspam.intel.Blocks;
import org.honeyspam.intel.Listed;
import org.honeyspam.intel.Views;
import org.jspecify.annotations.Nullable;

/** What the console may ask of the node that it shows. */
public interface Backend {
    /** The configuration that holds. */
    Configuration configuration();

    /** Every key of it. */
    List<Setting> settings();

    Status status();

    Views openViews() throws IOException, SQLException;

    /** The folder of the journal. */
    Path journal();

    /** Who is listed, as of a moment ago. */
    Listed listed();

    /** The blacklist as it is to be decided at that time. */
    Blacklist blacklist(Views views, Instant now) throws IOException, SQLException;

    /** What was decided by hand. */
    Blocks blocks();

    /** Why a network is never listed, and what would change that; null if it may be. */
    @Nullable String neverListed(Network network, Views views, Instant now)
            throws IOException, SQLException;

    /** The address of ours that was made of that by whoever took it; null if it is none. */
    @Nullable String bait(String address);

    /** Where hosts are, by the operator's files. */
    Origins origins();

    /** A message as it was received; null if it is not kept. */
    byte @Nullable [] text(String sha256) throws IOException;

    /** What a crawler sees of a site. Nothing of it is recorded, and no address of it is ours. */
    Look look(String host, String path, String userAgent) throws IOException;

    /**
     * An answer of a site.
     *
     * @param head the status line and the fields, as they are sent
     * @param waitMillis before the first byte and on the way
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
    record Look(String head, byte[] body, long waitMillis) {}
}
