package io.secureconnect.testkit.ike;

/** Numbers of the protocol in the short notation of RFC 7296 §1.2. */
final class IkeNames {
    private IkeNames() {}

    static String exchange(int number) {
        switch (number) {
            case 34:
                return "IKE_SA_INIT";
            case 35:
                return "IKE_AUTH";
            case 36:
                return "CREATE_CHILD_SA";
            case 37:
                return "INFORMATIONAL";
            case 43:
                return "IKE_INTERMEDIATE";
            case 44:
                return "IKE_FOLLOWUP_KE";
            default:
                return "exchange " + number;
        }
    }

    static String payload(int type, boolean response) {
        switch (type) {
            case 33:
                return "SA";
            case 34:
                return "KE";
            case 35:
                return "IDi";
            case 36:
                return "IDr";
            case 37:
                return "CERT";
            case 38:
                return "CERTREQ";
            case 39:
                return "AUTH";
            case 40:
                return response ? "Nr" : "Ni";
            case 42:
                return "D";
            case 43:
                return "V";
            case 44:
                return "TSi";
            case 45:
                return "TSr";
            default:
                return "payload " + type;
        }
    }

    static String notify(int type) {
        return "N(" + type + ")";
    }
}
