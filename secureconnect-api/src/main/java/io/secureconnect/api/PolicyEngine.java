package io.secureconnect.api;

import io.secureconnect.api.plan.FleetPlan;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.PlanDiff;
import io.secureconnect.api.policy.PolicyDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Policy as pure functions: read, resolve, compare. No kernel, no clock; thread-safe.
 *
 * <p>Obtained from {@link SecureConnect#policies()}.
 */
@PublicApi
public interface PolicyEngine {
    /**
     * Reads a document in the format {@value PolicyDocument#FORMAT}, UTF-8 JSON. Memory stays bounded whatever the input.
     *
     * @throws io.secureconnect.api.error.InvalidPolicyException with every fault of the document
     * @throws IOException if {@code in} fails
     */
    PolicyDocument read(InputStream in) throws IOException;

    /** Writes a document so that {@link #read} gives an equal one. */
    void write(PolicyDocument document, OutputStream out) throws IOException;

    /**
     * Resolves a document.
     *
     * @throws io.secureconnect.api.error.InvalidPolicyException if it is inconsistent; documents from {@link #read} never are
     */
    FleetPlan resolve(PolicyDocument document);

    /** What lies between two plans. */
    PlanDiff diff(FleetPlan before, FleetPlan after);

    /** Writes a plan in the format {@code secureconnect.plan/v1}, one association after the other. */
    void write(FleetPlan plan, OutputStream out) throws IOException;

    /** Writes one host's plan in the format {@code secureconnect.plan/v1}, with {@code local} and {@code remote}. */
    void write(HostPlan plan, OutputStream out) throws IOException;

    /** The JSON Schema (draft 2020-12) of policy documents. */
    String schema();
}
