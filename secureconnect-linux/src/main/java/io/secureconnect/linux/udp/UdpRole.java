package io.secureconnect.linux.udp;

/** What a port is for. */
public enum UdpRole {
    /** IKE alone (RFC 7296 §2). */
    IKE,
    /** ESP in UDP, which the kernel takes out, and IKE behind a non-ESP marker (RFC 3948 §2.2), which it leaves in. */
    NAT_TRAVERSAL
}
