package io.secureconnect.core.ike.v1.exchange;

/**
 * Whether a NAT stands between two ends (RFC 3947 §3.2).
 *
 * @param localNat whether this host is behind one, or pretends to be
 * @param remoteNat whether the peer is, or pretends to be
 */
public record NatDetection(boolean localNat, boolean remoteNat) {
    public static NatDetection none() {
        return new NatDetection(false, false);
    }

    public boolean isDetected() {
        return localNat || remoteNat;
    }
}
