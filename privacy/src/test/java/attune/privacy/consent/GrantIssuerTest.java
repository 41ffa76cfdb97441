package attune.privacy.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.model.event.Event;
import attune.model.identity.ExternalId;
import attune.model.identity.MemberId;
import attune.model.member.AgeBand;
import attune.model.member.Profile;
import attune.model.policy.Grant;
import attune.model.policy.Purpose;
import attune.model.policy.Seal;
import attune.pipeline.run.AssemblyFault;
import attune.pipeline.run.Pipeline;
import attune.pipeline.slate.Candidates;
import attune.pipeline.slate.Query;
import attune.pipeline.slate.Selection;
import attune.pipeline.stage.Spec;
import attune.pipeline.stage.Stage;
import attune.privacy.stage.PurposeGate;
import attune.testkit.sample.Drafts;
import attune.testkit.sample.Village;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrantIssuerTest {
    private static final Set<Purpose> FREE = EnumSet.of(Purpose.SERVICE, Purpose.SAFETY, Purpose.AGGREGATE);

    private final Village village = Village.of("ann");
    private final GrantIssuer issuer =
            new GrantIssuer(village.seal(), village.views().members, village.views().consents);

    @Test
    void without_consent_only_what_needs_none_is_granted() {
        village.tell(Drafts.joined("new"));

        assertThat(grant("new").purposes()).containsExactlyInAnyOrderElementsOf(FREE);
    }

    @Test
    void a_consent_grants_its_purpose_alone_and_until_it_is_withdrawn() {
        assertThat(grant("ann").allows(Purpose.PERSONALIZATION)).isTrue();
        assertThat(grant("ann").allows(Purpose.ADVERTISING)).isFalse();
        assertThat(grant("ann").allows(Purpose.ANALYTICS)).isFalse();

        village.tell(Drafts.withdrew("ann", Purpose.PERSONALIZATION));

        assertThat(grant("ann").purposes()).containsExactlyInAnyOrderElementsOf(FREE);
    }

    @ParameterizedTest
    @EnumSource(AgeBand.class)
    void ads_by_profile_are_for_grown_ups_alone_whatever_was_agreed_to(AgeBand age) {
        Profile profile =
                new Profile(new ExternalId("kim"), "Kim", List.of(), ZoneId.of("Europe/Berlin"), age, false, true);
        village.tell(
                Drafts.joined(profile),
                Drafts.consented("kim", Purpose.ADVERTISING),
                Drafts.consented("kim", Purpose.PERSONALIZATION));

        assertThat(grant("kim").allows(Purpose.ADVERTISING)).isEqualTo(age == AgeBand.ADULT);
        assertThat(grant("kim").allows(Purpose.PERSONALIZATION)).isTrue();
    }

    @Test
    void who_is_not_active_is_granted_nothing() {
        MemberId ann = village.member("ann");
        village.tell(Drafts.of(ids -> new Event.MemberDeactivated(ann)));
        assertThat(issuer.grant(ann).purposes()).isEmpty();

        village.tell(Drafts.of(ids -> new Event.MemberReactivated(ann)));
        assertThat(issuer.grant(ann).allows(Purpose.PERSONALIZATION)).isTrue();

        village.erase("ann");
        assertThat(issuer.grant(ann).purposes()).isEmpty();
        assertThat(issuer.grant(new MemberId(9_999)).purposes()).isEmpty();
    }

    @Test
    void a_view_refuses_a_grant_with_a_foreign_seal_or_without_the_purpose() {
        Grant forged = new Grant(new Seal(), village.member("ann"), EnumSet.allOf(Purpose.class));
        Grant narrow = new Grant(village.seal(), village.member("ann"), FREE);

        assertThat(village.views().histories.of(grant("ann")).size()).isZero();
        assertThatThrownBy(() -> village.views().histories.of(forged))
                .isInstanceOf(Grant.Denied.class)
                .hasMessage("This grant does not bear the community's seal.");
        assertThatThrownBy(() -> village.views().histories.of(narrow))
                .isInstanceOf(Grant.Denied.class)
                .hasMessage("This grant does not cover PERSONALIZATION. Maybe consent is missing.");
    }

    @Test
    void the_gate_lets_in_only_who_granted_every_purpose() {
        village.tell(Drafts.joined("new"));
        PurposeGate profiled = new PurposeGate(EnumSet.of(Purpose.SERVICE, Purpose.PERSONALIZATION));

        assertThat(profiled.refuse(village.query(grant("ann")))).isEmpty();
        assertThat(profiled.refuse(village.query(grant("new")))).contains(PurposeGate.NOT_GRANTED);
        assertThat(new PurposeGate(FREE).refuse(village.query(grant("new")))).isEmpty();
    }

    @Test
    void a_pipeline_that_does_not_profile_cannot_be_assembled_with_a_personal_stage() {
        Stage.Hydrator personal = new Stage.Hydrator() {
            @Override
            public Spec spec() {
                return Spec.of("taste", "Personal.").serving(Purpose.PERSONALIZATION);
            }

            @Override
            public void hydrate(Query query, Candidates rows) {}
        };

        assertThatThrownBy(() -> Pipeline.on("plain", FREE)
                        .hydrators(personal)
                        .selector(selector())
                        .build())
                .isInstanceOf(AssemblyFault.class)
                .hasMessageContaining("has taste, which uses data for PERSONALIZATION");
    }

    private static Stage.Selector selector() {
        return new Stage.Selector() {
            @Override
            public Spec spec() {
                return Spec.of("all", "All of them.");
            }

            @Override
            public void select(Query query, Candidates rows, Selection into) {}
        };
    }

    private Grant grant(String member) {
        return issuer.grant(village.member(member));
    }
}
