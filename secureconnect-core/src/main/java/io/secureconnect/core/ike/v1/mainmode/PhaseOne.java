package io.secureconnect.core.ike.v1.mainmode;

import io.secureconnect.api.sa.IkeIdentity;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.core.ike.crypto.Prf;
import io.secureconnect.core.ike.v1.exchange.IvChain;
import io.secureconnect.core.ike.v1.exchange.NatDetection;
import io.secureconnect.core.ike.v1.exchange.PeerAbilities;
import io.secureconnect.core.ike.v1.keys.Cookies;
import io.secureconnect.core.ike.v1.keys.PhaseOneKeys;
import java.time.Duration;

/** An ISAKMP SA, as main mode leaves it. Owns its keys; closing wipes them. For one thread at a time. */
public final class PhaseOne implements AutoCloseable {
    private final boolean initiator;
    private final Protection protection;
    private final IkeProposal proposal;
    private final Duration lifetime;
    private final PeerAbilities peer;
    private final NatDetection nat;
    private final PeerProven proven;

    PhaseOne(
            boolean initiator,
            Protection protection,
            IkeProposal proposal,
            Duration lifetime,
            PeerAbilities peer,
            NatDetection nat,
            PeerProven proven) {
        this.initiator = initiator;
        this.protection = protection;
        this.proposal = proposal;
        this.lifetime = lifetime;
        this.peer = peer;
        this.nat = nat;
        this.proven = proven;
    }

    /** Whether this host began it. */
    public boolean initiator() {
        return initiator;
    }

    public Cookies cookies() {
        return protection.cookies();
    }

    /** Lent; without SKEYID, which has served. */
    public PhaseOneKeys keys() {
        return protection.keys();
    }

    public Prf prf() {
        return protection.prf();
    }

    public IkeProposal proposal() {
        return proposal;
    }

    /** From the moment it was agreed on: the shorter of what both ends want. */
    public Duration lifetime() {
        return lifetime;
    }

    public PeerAbilities peer() {
        return peer;
    }

    public NatDetection nat() {
        return nat;
    }

    public IkeIdentity peerIdentity() {
        return proven.identity();
    }

    /** Whether the peer said that it knows of no earlier SA. */
    public boolean initialContact() {
        return proven.initialContact();
    }

    /** A fresh chain for the messages of one later exchange; valid until this is closed. */
    public IvChain chain(int messageId) {
        return protection.chain().exchange(messageId);
    }

    @Override
    public void close() {
        protection.close();
    }
}
