package io.secureconnect.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.core.resolve.RandomPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON Schema beside the reader: the same documents, the same fields. */
final class PolicySchemaTest {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final JsonSchema SCHEMA = FACTORY.getSchema(PolicySchema.text());

    private final JsonNode schema = tree(PolicySchema.text());

    static List<PolicyCases> valid() {
        return PolicyCases.read("valid.txt");
    }

    static List<PolicyCases> malformed() {
        return PolicyCases.read("malformed.txt");
    }

    static List<PolicyCases> inconsistent() {
        return PolicyCases.read("inconsistent.txt");
    }

    @Test
    void theSchemaIsASchema() {
        JsonSchema metaSchema = FACTORY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(metaSchema.validate(PolicySchema.text(), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("valid")
    void whatTheReaderAcceptsTheSchemaAccepts(PolicyCases each) {
        assertThat(complaints(each.document())).as(each.title()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatHasTheWrongFormTheSchemaRefuses(PolicyCases each) {
        assertThat(complaints(each.document())).as(each.title()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("inconsistent")
    void whatOnlyContradictsItselfTheSchemaCannotSee(PolicyCases each) {
        assertThat(complaints(each.document())).as(each.title()).isEmpty();
    }

    @Test
    void theSchemaAcceptsTheExamples() throws IOException {
        try (Stream<Path> examples = Files.list(Path.of("..", "examples", "policies"))) {
            for (Path example : examples.toList()) {
                assertThat(complaints(Files.readString(example)))
                        .as(example.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void theSchemaAcceptsWhatIsWritten() throws IOException {
        for (long seed : LongStream.range(0, 200).toArray()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PolicyJson.write(RandomPolicy.of(seed), out);
            assertThat(complaints(out.toString(StandardCharsets.UTF_8))).isEmpty();
        }
    }

    @Test
    void theSchemaHasTheFieldsThatReaderAndWriterHave() {
        Map<String, ObjectShape<?, ?>> shapes = Map.ofEntries(
                Map.entry("", PolicyForm.SHAPE),
                Map.entry("organization", OrganizationForm.SHAPE),
                Map.entry("authentication", OrganizationForm.AuthenticationForm.SHAPE),
                Map.entry("saPolicy", SaPolicyForm.SHAPE),
                Map.entry("lifetime", LifetimeForm.SHAPE),
                Map.entry("labelGroup", LabelGroupForm.SHAPE),
                Map.entry("workload", WorkloadForm.SHAPE),
                Map.entry("interface", InterfaceForm.SHAPE),
                Map.entry("ruleSet", RuleSetForm.SHAPE),
                Map.entry("rule", RuleForm.SHAPE),
                Map.entry("service", RuleForm.ServiceForm.SHAPE));
        shapes.forEach((name, shape) -> {
            JsonNode definition = name.isEmpty() ? schema : schema.at("/$defs/" + name);
            assertThat(definition.get("properties").fieldNames())
                    .toIterable()
                    .as(name)
                    .containsExactlyElementsOf(shape.names());
            assertThat(texts(definition.path("required"))).as(name).containsExactlyElementsOf(shape.requiredNames());
            assertThat(definition.get("additionalProperties").asBoolean())
                    .as(name)
                    .isFalse();
        });
    }

    @Test
    void theSchemaKnowsEveryProposal() {
        assertThat(texts(schema.at("/$defs/saPolicy/properties/espProposals/items/enum")))
                .containsExactlyInAnyOrderElementsOf(
                        EspProposal.all().stream().map(EspProposal::keyword).toList());
        String pattern = schema.at("/$defs/saPolicy/properties/ikeProposals/items/pattern")
                .asText();
        for (KeyExchangeMethod method : KeyExchangeMethod.values()) {
            String keyword =
                    "aes256-sha512-" + (method.isEncapsulation() ? "x25519-ke1_" + method.keyword() : method.keyword());
            assertThat(IkeProposal.parse(keyword).keyword()).matches(pattern);
        }
    }

    @Test
    void theSchemaHasTheReadersDuration() {
        assertThat(schema.at("/$defs/duration/pattern").asText())
                .isEqualTo("^" + LifetimeForm.DURATION.pattern() + "$");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Set<ValidationMessage> complaints(String document) {
        return SCHEMA.validate(document, InputFormat.JSON);
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
