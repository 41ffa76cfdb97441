package attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import attune.app.AccessTable.May;
import attune.app.AccessTable.Who;
import attune.app.TwoCommunities.Answer;
import attune.app.TwoCommunities.Proof;
import attune.http.auth.Access;
import attune.http.auth.Role;
import attune.http.route.Route;
import attune.http.route.Routes;
import attune.http.server.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Who may do what, asked of a running node in every combination there is. Who adds a route adds its row to
/// `src/test/resources/access/matrix.txt`.
@Timeout(120)
class AccessMatrixTest {
    private static final AccessTable TABLE = AccessTable.reviewed();

    @TempDir
    Path folder;

    @Test
    void every_cell_is_as_reviewed() {
        try (TwoCommunities node = TwoCommunities.open(folder)) {
            AccessMatrix matrix = new AccessMatrix(node, TABLE);
            assertThat(TABLE.compared(matrix.published())).isEmpty();

            matrix.askWithKeys();

            assertThat(matrix.faults()).isEmpty();
            assertThat(matrix.cells()).isGreaterThan(700);
            System.out.println("Cells asked with keys and tokens: " + matrix.cells());
        }
    }

    @Test
    @Tag("access")
    void every_cell_is_as_reviewed_with_sessions_too() {
        int cells = 0;
        try (TwoCommunities node = TwoCommunities.open(folder)) {
            AccessMatrix matrix = new AccessMatrix(node, TABLE);
            matrix.askWithSessions();

            assertThat(matrix.faults()).isEmpty();
            cells += matrix.cells();
        }
        try (TwoCommunities node = TwoCommunities.open(folder.resolve("keys"))) {
            AccessMatrix matrix = new AccessMatrix(node, TABLE);
            matrix.askWithKeys();

            assertThat(matrix.faults()).isEmpty();
            cells += matrix.cells();
        }
        System.out.println("Cells asked with keys, tokens and sessions: " + cells);
    }

    @Test
    void nothing_is_for_anyone_but_what_the_node_itself_offers() {
        List<String> open = TABLE.operations().stream()
                .filter(operation -> TABLE.may(operation, Who.ANYONE) != May.NO)
                .toList();

        assertThat(open)
                .containsExactlyInAnyOrder(
                        "readSession", "signIn", "acceptInvitation", "readLiveness", "readReadiness");
    }

    @Test
    void no_member_reaches_what_names_another_and_staff_see_people_only_when_recorded() {
        for (String operation : TABLE.operations()) {
            assertThat(TABLE.may(operation, Who.OTHER)).as(operation).isIn(May.NO, May.NONE);
            assertThat(TABLE.may(operation, Who.AUDITOR)).as(operation).isNotEqualTo(May.SEEN);
            assertThat(TABLE.may(operation, Who.ADVERTISER)).as(operation).isNotEqualTo(May.SEEN);
            for (Who machine : List.of(Who.INGEST, Who.METRICS)) {
                boolean its = operation.equals("appendEvents") || operation.equals("readMetrics");
                boolean open = TABLE.may(operation, Who.ANYONE) == May.YES;
                if (!its && !open)
                    assertThat(TABLE.may(operation, machine)).as(operation).isEqualTo(May.NO);
            }
        }
    }

    @Test
    void personal_operations_are_those_that_staff_are_seen_at() {
        try (TwoCommunities node = TwoCommunities.open(folder)) {
            for (Route route : node.node.routes()) {
                if (!route.listed()) continue;
                for (Who who : Who.values()) {
                    if (!who.staff()) continue;
                    May may = TABLE.may(route.operation(), who);
                    if (route.personal()) assertThat(may).as(route.operation()).isNotEqualTo(May.YES);
                    else assertThat(may).as(route.operation()).isNotEqualTo(May.SEEN);
                }
            }
        }
    }

    @Test
    void what_is_not_published_is_a_page_or_the_door() {
        try (TwoCommunities node = TwoCommunities.open(folder)) {
            assertThat(node.node.routes().all().stream()
                            .filter(route -> !route.listed() && !route.tag().equals("Console"))
                            .map(Route::operation))
                    .containsExactlyInAnyOrder("followSignInLink", "leaveToSignIn", "returnSignedIn", "readOpenApi");
        }
    }

    @Test
    void member_reaches_nobody_elses_things_through_bodies_cursors_or_references() {
        try (TwoCommunities node = TwoCommunities.open(folder)) {
            Proof eve = Proof.bearer(node.token(node.home, "eve"));
            String trace = node.trace(node.home, "bob");
            List<String> paths = List.of(
                    "/v1/members/eve/why/" + trace + "/ada-open",
                    "/v1/items/bob-closed",
                    "/v1/members/eve/why-not/bob-closed",
                    "/v1/members/eve%2F..%2Fbob/controls",
                    "/v1/members/eve/../bob/controls",
                    "/v1/members/%62ob/controls",
                    "/v1/members/eve/slates/home?cursor=" + cursor(node));
            for (String path : paths) {
                Answer answer = node.send(eve, "GET", path, null);
                assertThat(answer.status()).as(path + answer.text()).isBetween(400, 499);
                assertThat(answer.text()).doesNotContain(node.home.secretOf("bob"));
            }
            List<String> claims = List.of(
                    Village.consent("bob"),
                    Village.acted("bob", "ada-open", "like"),
                    Village.mutedWord("bob", "kettle"),
                    Village.post("bob", "forged", "I never said this"),
                    "{\"type\":\"item.removed\",\"item\":\"bob-open\"}",
                    "{\"type\":\"item.edited\",\"item\":\"bob-open\",\"author\":\"eve\",\"text\":\"mine\"}",
                    "{\"type\":\"searched\",\"member\":\"bob\",\"query\":\"kettle\"}");
            for (String claim : claims) {
                Answer answer = node.send(eve, "POST", "/v1/events", "{\"events\":[" + claim + "]}");
                assertThat(answer.text()).as(claim).contains("rejected");
            }
        }
    }

    private static String cursor(TwoCommunities node) {
        Proof backend = Proof.bearer(node.home.key(Role.BACKEND));
        return node.send(backend, "GET", "/v1/members/bob/slates/home?count=1", null)
                .json()
                .findText("cursor")
                .orElse("bm9uZQ");
    }

    @Test
    void credentials_and_references_of_one_community_are_worthless_in_the_other() {
        try (TwoCommunities node = TwoCommunities.open(folder)) {
            Proof awayBackend = Proof.bearer(node.away.key(Role.BACKEND));
            Proof awayOperator = Proof.bearer(node.away.key(Role.OPERATOR));
            String trace = node.trace(node.home, "bob");

            assertThat(node.send(awayOperator, "GET", "/v1/traces/" + trace, null)
                            .status())
                    .isEqualTo(404);
            assertThat(node.send(awayBackend, "GET", "/v1/members/bob/why/" + trace + "/ada-open", null)
                            .status())
                    .isEqualTo(404);
            assertThat(node.send(awayBackend, "GET", "/v1/members/bob/slates/home?cursor=" + cursor(node), null)
                            .status())
                    .isEqualTo(400);
            // With a key of one and a session of the other, the key decides, and nothing mixes.
            Proof both = new Proof(node.away.key(Role.BACKEND), node.home.session(Role.OPERATOR));
            assertThat(node.send(both, "GET", "/v1/members/bob", null).text())
                    .contains(node.away.word)
                    .doesNotContain(node.home.word);
        }
    }

    /// Each of these is a bug that somebody could write on any day: a route for everybody who is signed in, a
    /// route whose staff nobody records, and routes of one community that ask another's state.
    @Test
    void planted_holes_are_found() {
        assertThat(faults(site -> change(site, "readConsents", Access.SIGNED_IN, true)))
                .anyMatch(fault -> fault.startsWith("OTHER readConsents: is let in"))
                .anyMatch(fault -> fault.startsWith("AUDITOR readConsents: is let in"));
        assertThat(faults(site -> change(site, "exportMember", Access.OWN_MEMBER_OR_OPERATOR, false)))
                .containsExactly("OPERATOR exportMember: is not recorded in the ledger");
        AtomicReference<@Nullable Site> first = new AtomicReference<>();
        assertThat(faults(site ->
                        first.compareAndSet(null, site) ? site : mixed(site, Objects.requireNonNull(first.get()))))
                .anyMatch(fault -> fault.endsWith("readMember: tells of another community"))
                .anyMatch(fault -> fault.equals("foreign revokeKey: changed another community"));
    }

    private List<String> faults(UnaryOperator<Site> hole) {
        planted++;
        Path fresh = folder.resolve("planted-" + planted);
        try (TwoCommunities node = TwoCommunities.planted(fresh, hole)) {
            AccessMatrix matrix = new AccessMatrix(node, TABLE);
            matrix.askWithKeys();
            return matrix.faults();
        }
    }

    private int planted;

    private static Site change(Site site, String operation, Access access, boolean personal) {
        List<Route> routes = site.routes().all().stream()
                .map(route -> route.operation().equals(operation) ? changed(route, access, personal) : route)
                .toList();
        return new Site(
                site.name(), new Routes(routes), site.doorkeeper(), site.witness(), site.metrics(), site.demo());
    }

    /// Two routes of this site are the other's.
    private static Site mixed(Site site, Site other) {
        List<Route> routes = site.routes().all().stream()
                .map(route -> Set.of("readMember", "revokeKey").contains(route.operation())
                        ? other.routes().all().stream()
                                .filter(one -> one.operation().equals(route.operation()))
                                .findFirst()
                                .orElseThrow()
                        : route)
                .toList();
        return new Site(
                site.name(), new Routes(routes), site.doorkeeper(), site.witness(), site.metrics(), site.demo());
    }

    private static Route changed(Route route, Access access, boolean personal) {
        return new Route(
                route.method(),
                route.template(),
                route.operation(),
                route.summary(),
                route.description(),
                route.tag(),
                access,
                route.query(),
                route.body(),
                route.lines(),
                route.answer(),
                route.answerType(),
                route.status(),
                route.fails(),
                route.bodyLimit(),
                route.urgent(),
                route.bulky(),
                personal,
                route.listed(),
                route.handler());
    }
}
