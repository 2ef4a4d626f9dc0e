package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.PairTerms;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.OperatingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** The Windows ends of encrypted pairs that use IKEv1, found by profile, so that no pair is looked at. */
final class Ikev1Ends {
    private final LinkTable links;
    private final List<Meeting> meetings = new ArrayList<>();

    Ikev1Ends(Fleet fleet, LinkTable links, TermsTable terms) {
        this.links = links;
        int[] profiles = fleet.eligibleProfiles();
        for (int local : profiles) {
            if (EndProfile.of(local).os() == OperatingSystem.WINDOWS) {
                for (int remote : profiles) {
                    PairTerms pair = terms.of(local, remote);
                    if (pair.verdict() == Verdict.ENCRYPTED
                            && pair.ikeVersion().equals(Optional.of(IkeVersion.IKEV1))) {
                        meetings.add(new Meeting(fleet.withProfile(local), fleet.withProfile(remote)));
                    }
                }
            }
        }
    }

    RoaringBitmap of(int rule) {
        RoaringBitmap ends = new RoaringBitmap();
        for (Meeting meeting : meetings) {
            for (int link = links.firstLinkOf(rule); link < links.endOfLinksOf(rule); link++) {
                meeting.addEnds(links.providers(link), links.consumers(link), ends);
                meeting.addEnds(links.consumers(link), links.providers(link), ends);
            }
        }
        return ends;
    }

    /** Windows workloads of one profile, and workloads of a profile with which they use IKEv1. */
    private record Meeting(RoaringBitmap windows, RoaringBitmap others) {
        void addEnds(RoaringBitmap side, RoaringBitmap otherSide, RoaringBitmap ends) {
            if (RoaringBitmap.intersects(side, windows) && RoaringBitmap.intersects(otherSide, others)) {
                ends.or(PairSets.withPartner(RoaringBitmap.and(side, windows), RoaringBitmap.and(otherSide, others)));
            }
        }
    }
}
