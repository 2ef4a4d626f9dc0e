package io.secureconnect.windows.backend;

import io.secureconnect.api.sa.Direction;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a filter of ours is for. Its place in the filter plan follows from its role; weights are ranges in which Windows gives
 * exact ones (0 lowest, 15 highest).
 */
public enum FilterRole {
    /** Blocks what the callout did not take, also if there is none. */
    BLOCK_INBOUND("block-inbound", Direction.INBOUND, SubLayerRole.TRANSPORT, 1),
    BLOCK_OUTBOUND("block-outbound", Direction.OUTBOUND, SubLayerRole.TRANSPORT, 1),
    /** Blocks what came without IPsec; hard, whatever the callout says. */
    CLEAR_INBOUND("clear-inbound", Direction.INBOUND, SubLayerRole.GUARD, 1),
    /** Blocks while there is no outbound SA; hard, where the callout's own block is soft. */
    GATE_OUTBOUND("gate-outbound", Direction.OUTBOUND, SubLayerRole.GUARD, 1),
    /** Blocks everything. */
    DISCARD_INBOUND("discard-inbound", Direction.INBOUND, SubLayerRole.GUARD, 3),
    DISCARD_OUTBOUND("discard-outbound", Direction.OUTBOUND, SubLayerRole.GUARD, 3),
    /** Hands packets to the IPsec of Windows. */
    CALLOUT_INBOUND("callout-inbound", Direction.INBOUND, SubLayerRole.TRANSPORT, 8),
    CALLOUT_OUTBOUND("callout-outbound", Direction.OUTBOUND, SubLayerRole.TRANSPORT, 8),
    /** Lets ESP itself pass, should it come to these layers. */
    ESP_GUARD_INBOUND("esp-guard-inbound", Direction.INBOUND, SubLayerRole.GUARD, 15),
    ESP_GUARD_OUTBOUND("esp-guard-outbound", Direction.OUTBOUND, SubLayerRole.GUARD, 15),
    ESP_INBOUND("esp-inbound", Direction.INBOUND, SubLayerRole.TRANSPORT, 15),
    ESP_OUTBOUND("esp-outbound", Direction.OUTBOUND, SubLayerRole.TRANSPORT, 15),
    /** Lets packets of an exemption, or of the sockets of IKE, pass. */
    PERMIT_GUARD_INBOUND("permit-guard-inbound", Direction.INBOUND, SubLayerRole.GUARD, 15),
    PERMIT_GUARD_OUTBOUND("permit-guard-outbound", Direction.OUTBOUND, SubLayerRole.GUARD, 15),
    PERMIT_INBOUND("permit-inbound", Direction.INBOUND, SubLayerRole.TRANSPORT, 15),
    PERMIT_OUTBOUND("permit-outbound", Direction.OUTBOUND, SubLayerRole.TRANSPORT, 15),
    /** Blocks before the filter engine has started. */
    BOOT_INBOUND("boot-inbound", Direction.INBOUND, SubLayerRole.TRANSPORT, 1),
    BOOT_OUTBOUND("boot-outbound", Direction.OUTBOUND, SubLayerRole.TRANSPORT, 1);

    private final String word;
    private final Direction direction;
    private final SubLayerRole subLayer;
    private final int weight;

    FilterRole(String word, Direction direction, SubLayerRole subLayer, int weight) {
        this.word = word;
        this.direction = direction;
        this.subLayer = subLayer;
        this.weight = weight;
    }

    /** In names and texts, for good. */
    public String word() {
        return word;
    }

    public Direction direction() {
        return direction;
    }

    SubLayerRole subLayer() {
        return subLayer;
    }

    int weight() {
        return weight;
    }

    /** Whether the filter comes and goes with SAs, and is static whatever the others are. */
    boolean comesWithSas() {
        return this == GATE_OUTBOUND || this == CALLOUT_INBOUND || this == CALLOUT_OUTBOUND;
    }

    static Optional<FilterRole> ofWord(String word) {
        return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
    }
}
