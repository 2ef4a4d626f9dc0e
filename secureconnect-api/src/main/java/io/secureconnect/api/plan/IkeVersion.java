package io.secureconnect.api.plan;

import io.secureconnect.api.PublicApi;

/** The version of IKE a pair uses. */
@PublicApi
public enum IkeVersion {
    /** RFC 2409; deprecated by RFC 9395. */
    IKEV1("IKEv1"),
    /** RFC 7296. */
    IKEV2("IKEv2");

    private final String wireName;

    IkeVersion(String wireName) {
        this.wireName = wireName;
    }

    /** The name in plan documents. */
    public String wireName() {
        return wireName;
    }
}
