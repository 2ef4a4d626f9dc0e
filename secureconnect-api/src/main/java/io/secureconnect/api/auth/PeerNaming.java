package io.secureconnect.api.auth;

import io.secureconnect.api.PublicApi;

/** What binds a peer's certificate to the workload that the policy expects at an address. */
@PublicApi
public enum PeerNaming {
    /** Nothing: any host with a certificate of the policy's issuer may stand in for any other of the organization. */
    ANY_NAME,
    /** The workload's id is the certificate's common name, or a DNS name among its subject alternative names. */
    WORKLOAD_ID
}
