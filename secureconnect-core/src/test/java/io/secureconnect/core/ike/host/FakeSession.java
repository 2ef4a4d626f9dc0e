package io.secureconnect.core.ike.host;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.NegotiationFailure;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.core.ike.rules.IkeFault;
import io.secureconnect.core.ike.session.ChildView;
import io.secureconnect.core.ike.session.IkeEffect;
import io.secureconnect.core.ike.session.PeerSession;
import io.secureconnect.spi.Datagram;
import io.secureconnect.spi.UdpEndpoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** A session that does as the test says; what it was asked is kept. */
final class FakeSession implements PeerSession {
    final Supplier<PeerWish> wish;
    final HostPair path;
    final UdpEndpoint local;
    final UdpEndpoint remote;
    final boolean initiator;
    final boolean perpetual;
    final long spi;
    final List<String> asked = new ArrayList<>();
    final List<ChildView> children = new ArrayList<>();
    List<IkeEffect> answer = List.of();
    Optional<Instant> wakeAt = Optional.empty();
    Optional<Instant> lastHeard = Optional.empty();
    Optional<SecurityAssociation> lastOutbound = Optional.empty();

    /** When the next datagram is an authentic one. */
    Optional<Instant> hears = Optional.empty();

    IkeProposal proposal;
    boolean ended;

    FakeSession(
            Supplier<PeerWish> wish,
            UdpEndpoint local,
            UdpEndpoint remote,
            boolean initiator,
            boolean perpetual,
            long spi) {
        this.wish = wish;
        this.path = wish.get().path();
        this.local = local;
        this.remote = remote;
        this.initiator = initiator;
        this.perpetual = perpetual;
        this.spi = spi;
        this.proposal = wish.get().ikeProposals().get(0);
    }

    /** What a session answers when its peer is authenticated and a child is made. */
    List<IkeEffect> establish(int childSpi, boolean initialContact) {
        ChildView child = new ChildView(new Spi(childSpi), new Spi(childSpi + 1), EspParameters.standard(), false);
        children.add(child);
        SecurityAssociation outbound = sa(Direction.OUTBOUND, child.outbound(), child.inbound());
        lastOutbound = Optional.of(outbound);
        return List.of(
                new IkeEffect.Install(sa(Direction.INBOUND, child.inbound(), child.outbound())),
                new IkeEffect.Install(outbound),
                send("IKE_AUTH"),
                new IkeEffect.Established(path, initialContact));
    }

    List<IkeEffect> fail(NegotiationFailure reason) {
        ended = true;
        return List.of(failed(reason), new IkeEffect.Ended(path));
    }

    IkeEffect failed(NegotiationFailure reason) {
        return new IkeEffect.Failed(path, new IkeFault(reason, OptionalInt.empty(), "as the test says"));
    }

    /** What a session answers that is over: its SAs go. */
    List<IkeEffect> end() {
        ended = true;
        List<IkeEffect> effects = new ArrayList<>();
        for (ChildView child : children) {
            effects.add(new IkeEffect.Remove(new SaId(path, Direction.OUTBOUND, child.outbound())));
            effects.add(new IkeEffect.Remove(new SaId(path, Direction.INBOUND, child.inbound())));
        }
        children.clear();
        effects.add(new IkeEffect.Ended(path));
        return effects;
    }

    IkeEffect send(String text) {
        return new IkeEffect.Send(
                new Datagram(local, remote, Bytes.wrap(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
    }

    private SecurityAssociation sa(Direction direction, Spi own, Spi partner) {
        byte[] key = new byte[EspParameters.standard().proposal().encryption().keyMaterialOctets()];
        key[0] = (byte) (1 + direction.ordinal());
        return new SecurityAssociation(
                new SaId(path, direction, own),
                partner,
                EspParameters.standard(),
                new KeyMaterial(EspParameters.standard().proposal(), SecretBytes.copyOf(key), Optional.empty()));
    }

    private List<IkeEffect> take(String question) {
        asked.add(question);
        List<IkeEffect> now = answer;
        answer = List.of();
        return now;
    }

    @Override
    public List<IkeEffect> start(Instant now) {
        asked.add("start");
        return List.of(send("IKE_SA_INIT"));
    }

    @Override
    public List<IkeEffect> receive(Datagram datagram, Instant now) {
        lastHeard = hears.or(() -> lastHeard);
        hears = Optional.empty();
        return take("receive");
    }

    @Override
    public List<IkeEffect> wake(Instant now) {
        wakeAt = Optional.empty();
        return take("wake");
    }

    @Override
    public Optional<Instant> wakeAt() {
        return wakeAt;
    }

    @Override
    public List<IkeEffect> refused(SaId sa, String why, Instant now) {
        return take("refused " + sa.spi() + " " + why);
    }

    @Override
    public List<IkeEffect> expired(SaId sa, Instant now) {
        children.removeIf(
                child -> child.inbound().equals(sa.spi()) || child.outbound().equals(sa.spi()));
        return take("expired " + sa.spi());
    }

    @Override
    public List<IkeEffect> rekeyChild(Spi inbound, Instant now) {
        return take("rekeyChild " + inbound);
    }

    @Override
    public List<IkeEffect> createChild(Instant now) {
        return take("createChild");
    }

    @Override
    public List<IkeEffect> checkLiveness(Instant now) {
        return take("checkLiveness");
    }

    @Override
    public List<IkeEffect> close(Instant now) {
        asked.add("close");
        List<IkeEffect> effects = new ArrayList<>(List.of(send("DELETE")));
        effects.addAll(end());
        return effects;
    }

    @Override
    public List<IkeEffect> abandon(Instant now) {
        asked.add("abandon");
        return end();
    }

    @Override
    public List<IkeEffect> mappingChanged(UdpEndpoint endpoint, Instant now) {
        return take("mappingChanged " + endpoint);
    }

    @Override
    public Set<Long> localSpis() {
        return ended ? Set.of() : Set.of(spi);
    }

    @Override
    public long initiatorSpi() {
        return spi;
    }

    @Override
    public boolean isInitiator() {
        return initiator;
    }

    @Override
    public boolean isEstablished() {
        return !children.isEmpty();
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    @Override
    public List<ChildView> children() {
        return List.copyOf(children);
    }

    @Override
    public Optional<Instant> lastHeard() {
        return lastHeard;
    }

    @Override
    public Optional<IkeProposal> proposal() {
        return Optional.of(proposal);
    }

    @Override
    public boolean natDetected() {
        return false;
    }

    @Override
    public boolean isPerpetual() {
        return perpetual;
    }

    @Override
    public List<IkeEffect> renew(Instant now) {
        return take("renew");
    }
}
