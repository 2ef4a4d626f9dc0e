package io.secureconnect.windows.wfp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.secureconnect.windows.abi.Struct;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rung V1: whatever a function that is needed takes or returns, is described. */
@Tag("rung-V1")
class FunctionsTest {
    private static final Pattern STRUCT = Pattern.compile("\\b(FWPM?|IPSEC|IKEEXT|SEC)_\\w+");

    /** Null in every call, an enumeration, a number, and pointers to functions. */
    private static final Set<String> NO_STRUCTURES = Set.of(
            "SEC_WINNT_AUTH_IDENTITY_W",
            "FWPM_ENGINE_OPTION",
            "IPSEC_SA_SPI",
            "IPSEC_SA_CONTEXT_CALLBACK0",
            "FWPM_FILTER_CHANGE_CALLBACK0",
            "FWPM_NET_EVENT_CALLBACK0",
            "FWPM_NET_EVENT_CALLBACK1");

    @Test
    void everyStructureThatAFunctionTakesIsDescribed() {
        Set<String> described = Structs.ALL.stream().map(Struct::name).collect(Collectors.toSet());
        Set<String> taken = new TreeSet<>();
        for (JsonNode function : SdkFacts.read("wfp-functions.json").get("functions")) {
            if (function.path("needed").asBoolean()) {
                taken.addAll(structures(function.get("params")));
            }
        }
        assertThat(taken).contains("FWPM_FILTER0", "IPSEC_SA_CONTEXT1", "IKEEXT_SA_DETAILS2");
        taken.removeAll(NO_STRUCTURES);
        assertThat(described).containsAll(taken);
    }

    private static Set<String> structures(JsonNode parameters) {
        return StreamSupport.stream(parameters.spliterator(), false)
                .flatMap(parameter -> STRUCT.matcher(parameter.get("type").textValue())
                        .results()
                        .map(MatchResult::group))
                .collect(Collectors.toSet());
    }
}
