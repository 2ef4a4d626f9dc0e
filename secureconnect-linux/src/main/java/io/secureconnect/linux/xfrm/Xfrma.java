package io.secureconnect.linux.xfrm;

import static io.secureconnect.linux.xfrm.AttributeType.RAW;

import io.secureconnect.linux.netlink.Fields;
import io.secureconnect.linux.netlink.Octets;
import io.secureconnect.linux.netlink.Structure;
import java.util.ArrayList;
import java.util.List;

/** The attributes of SAs, policies and their events: one row a number ({@code enum xfrm_attr_type_t}). */
public final class Xfrma {
    private static final List<AttributeType<?>> ROWS = new ArrayList<>();

    private static final Structure<Integer> U8 = Structure.of("__u8", 0, (f, v) -> f.u8("value", v));
    private static final Structure<Integer> U32 = Structure.of("__u32", 0, (f, v) -> f.u32("value", v));
    private static final Structure<Long> U64 = Structure.of("__u64", 0L, (f, v) -> f.u64("value", v));
    private static final Structure<List<UserTemplate>> TEMPLATES =
            Structure.of("xfrm_user_tmpl[]", List.of(), Xfrma::templates);

    public static final AttributeType<Algorithm> ALG_AUTH = row(1, "XFRMA_ALG_AUTH", Algorithm.PLAIN);
    public static final AttributeType<Algorithm> ALG_CRYPT = row(2, "XFRMA_ALG_CRYPT", Algorithm.PLAIN);
    public static final AttributeType<Algorithm> ALG_COMP = row(3, "XFRMA_ALG_COMP", Algorithm.PLAIN);
    public static final AttributeType<EncapsulationTemplate> ENCAP =
            row(4, "XFRMA_ENCAP", EncapsulationTemplate.STRUCTURE);
    public static final AttributeType<List<UserTemplate>> TMPL = row(5, "XFRMA_TMPL", TEMPLATES);
    public static final AttributeType<UserState> SA = row(6, "XFRMA_SA", UserState.STRUCTURE);
    public static final AttributeType<UserPolicy> POLICY = row(7, "XFRMA_POLICY", UserPolicy.STRUCTURE);
    public static final AttributeType<Octets> SEC_CTX = row(8, "XFRMA_SEC_CTX", RAW);
    public static final AttributeType<LifetimeUse> LTIME_VAL = row(9, "XFRMA_LTIME_VAL", LifetimeUse.STRUCTURE);
    public static final AttributeType<ReplayState> REPLAY_VAL = row(10, "XFRMA_REPLAY_VAL", ReplayState.STRUCTURE);
    public static final AttributeType<Integer> REPLAY_THRESH = row(11, "XFRMA_REPLAY_THRESH", U32);
    public static final AttributeType<Integer> ETIMER_THRESH = row(12, "XFRMA_ETIMER_THRESH", U32);
    public static final AttributeType<XfrmAddress> SRCADDR = row(13, "XFRMA_SRCADDR", XfrmAddress.STRUCTURE);
    public static final AttributeType<XfrmAddress> COADDR = row(14, "XFRMA_COADDR", XfrmAddress.STRUCTURE);
    public static final AttributeType<Long> LASTUSED = row(15, "XFRMA_LASTUSED", U64);
    public static final AttributeType<Octets> POLICY_TYPE = row(16, "XFRMA_POLICY_TYPE", RAW);
    public static final AttributeType<Octets> MIGRATE = row(17, "XFRMA_MIGRATE", RAW);
    public static final AttributeType<Algorithm> ALG_AEAD = row(18, "XFRMA_ALG_AEAD", Algorithm.AEAD);
    public static final AttributeType<Octets> KMADDRESS = row(19, "XFRMA_KMADDRESS", RAW);
    public static final AttributeType<Algorithm> ALG_AUTH_TRUNC = row(20, "XFRMA_ALG_AUTH_TRUNC", Algorithm.TRUNCATED);
    public static final AttributeType<XfrmMark> MARK = row(21, "XFRMA_MARK", XfrmMark.STRUCTURE);
    public static final AttributeType<Integer> TFCPAD = row(22, "XFRMA_TFCPAD", U32);
    public static final AttributeType<ReplayStateEsn> REPLAY_ESN_VAL =
            row(23, "XFRMA_REPLAY_ESN_VAL", ReplayStateEsn.STRUCTURE);
    public static final AttributeType<Integer> SA_EXTRA_FLAGS = row(24, "XFRMA_SA_EXTRA_FLAGS", U32);
    public static final AttributeType<Integer> PROTO = row(25, "XFRMA_PROTO", U8);
    public static final AttributeType<Octets> ADDRESS_FILTER = row(26, "XFRMA_ADDRESS_FILTER", RAW);
    public static final AttributeType<Octets> PAD = row(27, "XFRMA_PAD", RAW);
    public static final AttributeType<Octets> OFFLOAD_DEV = row(28, "XFRMA_OFFLOAD_DEV", RAW);
    public static final AttributeType<Integer> SET_MARK = row(29, "XFRMA_SET_MARK", U32);
    public static final AttributeType<Integer> SET_MARK_MASK = row(30, "XFRMA_SET_MARK_MASK", U32);
    public static final AttributeType<Integer> IF_ID = row(31, "XFRMA_IF_ID", U32);
    public static final AttributeType<Integer> MTIMER_THRESH = row(32, "XFRMA_MTIMER_THRESH", U32);

    /** All of the above. */
    public static final AttributeTable TABLE = new AttributeTable(ROWS);

    private Xfrma() {}

    private static <T> AttributeType<T> row(int number, String name, Structure<T> structure) {
        AttributeType<T> row = new AttributeType<>(number, name, structure);
        ROWS.add(row);
        return row;
    }

    private static List<UserTemplate> templates(Fields fields, List<UserTemplate> templates) {
        return fields.repeat("tmpl", UserTemplate.STRUCTURE, templates);
    }
}
