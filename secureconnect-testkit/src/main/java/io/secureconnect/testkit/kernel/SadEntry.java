package io.secureconnect.testkit.kernel;

import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.spi.BackendEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One SA of the SAD: larval, with an SPI and no key, until it is {@link #mature}. */
final class SadEntry {
    /** What an SA has once it has its key. */
    private record Body(EspParameters parameters, LazyTransform transform, ReplayWindow window) {}

    final String owner;
    final SaId id;
    final int reqid;
    final Instant installedAt;
    final long number;
    private @Nullable Body body;
    private boolean dying;
    private boolean dead;
    private long sent;
    private long bytes;
    private long packets;
    private BackendEvent.@Nullable MappingChanged mapping;

    /** @param number counts SAs as they come; of two, the higher is the newer */
    SadEntry(String owner, SaId id, int reqid, Instant installedAt, long number) {
        this.owner = owner;
        this.id = id;
        this.reqid = reqid;
        this.installedAt = installedAt;
        this.number = number;
    }

    void mature(EspParameters parameters, LazyTransform transform) {
        body = new Body(
                parameters,
                transform,
                new ReplayWindow(parameters.replayWindow(), parameters.extendedSequenceNumbers()));
    }

    IpAddress source() {
        return id.path().source(id.direction());
    }

    IpAddress destination() {
        return id.path().destination(id.direction());
    }

    boolean isLarval() {
        return body == null;
    }

    SaState state() {
        return isLarval() ? SaState.LARVAL : dying ? SaState.DYING : SaState.MATURE;
    }

    boolean isDying() {
        return dying;
    }

    void dying() {
        dying = true;
    }

    boolean isDead() {
        return dead;
    }

    void dead() {
        dead = true;
        if (body != null) {
            body.transform.close();
        }
        body = null;
    }

    EspParameters parameters() {
        return body().parameters;
    }

    EspTransform transform() {
        return body().transform.transform();
    }

    ReplayWindow window() {
        return body().window;
    }

    SaLifetime lifetime() {
        return body().parameters.lifetime();
    }

    /** Whether another packet can have a number: never the same twice (RFC 4303 §3.3.3). */
    boolean hasNextSequence() {
        return parameters().extendedSequenceNumbers() ? sent != -1L : sent != 0xffff_ffffL;
    }

    long nextSequence() {
        return ++sent;
    }

    void skipTo(long sequence) {
        if (id.direction() == Direction.OUTBOUND) {
            sent = sequence;
        } else {
            window().accept(sequence);
        }
    }

    long sequence() {
        return id.direction() == Direction.OUTBOUND ? sent : isLarval() ? 0 : window().top();
    }

    void count(int octets) {
        bytes += octets;
        packets++;
    }

    /** Whether {@code seen} differs from what was told last; it is taken as told. */
    boolean isNewMapping(BackendEvent.MappingChanged seen) {
        boolean isNew = !seen.equals(mapping);
        mapping = seen;
        return isNew;
    }

    long bytes() {
        return bytes;
    }

    long packets() {
        return packets;
    }

    boolean isAboveSoftVolume() {
        return reached(lifetime().softBytes(), bytes) || reached(lifetime().softPackets(), packets);
    }

    boolean isAboveHardVolume() {
        return reached(lifetime().hardBytes(), bytes) || reached(lifetime().hardPackets(), packets);
    }

    private static boolean reached(OptionalLong limit, long count) {
        return limit.isPresent() && count >= limit.getAsLong();
    }

    private Body body() {
        return Objects.requireNonNull(body, "a larval SA has no key");
    }

    /** In the manner of {@code ip xfrm state}, without the key. */
    @Override
    public String toString() {
        return id + " reqid " + reqid + " " + state() + (body == null ? "" : " " + body.parameters.proposal())
                + " owner " + owner;
    }
}
