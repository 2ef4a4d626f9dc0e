package io.secureconnect.core.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.secureconnect.api.plan.Diagnostic;
import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.PeerAssociation;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;

/**
 * Writes {@code secureconnect.plan/v1}: one association a line, made while it is written, so that the plan of a fleet is
 * never held. Equal plans give equal octets.
 */
public final class PlanJson {
    /** The name of the format. */
    public static final String FORMAT = "secureconnect.plan/v1";

    private static final int ENTRIES_OF_LISTS = 2;

    private PlanJson() {}

    /** Writes every association with its ends as {@code a} and {@code b}. Does not close {@code out}. */
    public static void write(FleetPlan plan, OutputStream out) throws IOException {
        try (JsonGenerator generator = begin(plan.policyVersion(), out)) {
            Iterator<PeerAssociation> associations = plan.associations().iterator();
            while (associations.hasNext()) {
                PlanForms.PEER_ASSOCIATION.write(associations.next(), generator);
            }
            end(plan.diagnostics(), generator);
        }
    }

    /** Writes one host's associations, with {@code local} and {@code remote}. Does not close {@code out}. */
    public static void write(HostPlan plan, OutputStream out) throws IOException {
        try (JsonGenerator generator = begin(plan.policyVersion(), out)) {
            for (HostAssociation association : plan.associations()) {
                PlanForms.HOST_ASSOCIATION.write(association, generator);
            }
            end(plan.diagnostics(), generator);
        }
    }

    private static JsonGenerator begin(long policyVersion, OutputStream out) throws IOException {
        JsonGenerator generator = JsonFormat.generator(out, ENTRIES_OF_LISTS);
        generator.writeStartObject();
        generator.writeStringField("format", FORMAT);
        generator.writeNumberField("policyVersion", policyVersion);
        generator.writeArrayFieldStart("associations");
        return generator;
    }

    private static void end(Iterable<Diagnostic> diagnostics, JsonGenerator generator) throws IOException {
        generator.writeEndArray();
        generator.writeArrayFieldStart("diagnostics");
        for (Diagnostic diagnostic : diagnostics) {
            PlanForms.DIAGNOSTIC.write(diagnostic, generator);
        }
        generator.writeEndArray();
        generator.writeEndObject();
        generator.writeRaw('\n');
    }
}
