package attune.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import attune.http.auth.Access;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private static Route route(Method method, String path, String operation) {
        Route.Draft draft = switch (method) {
            case GET -> Route.get(path, operation);
            case POST -> Route.post(path, operation);
            case PUT -> Route.put(path, operation);
            case DELETE -> Route.delete(path, operation);
        };
        return draft.by(_ -> Response.nothing());
    }

    private final RouteTable table = new RouteTable(Routes.of(
            route(Method.GET, "/v1/items/{item}", "readItem"),
            route(Method.PUT, "/v1/items/{item}", "writeItem"),
            route(Method.GET, "/v1/items/newest", "readNewest"),
            route(Method.GET, "/v1/{kind}/newest/all", "readAll"),
            route(Method.GET, "/", "readIndex")));

    @Test
    void word_wins_over_value() {
        assertThat(found("/v1/items/newest")).isEqualTo("readNewest[]");
        assertThat(found("/v1/items/oldest")).isEqualTo("readItem[oldest]");
        assertThat(found("/")).isEqualTo("readIndex[]");
    }

    @Test
    void value_is_tried_when_the_word_leads_nowhere() {
        assertThat(found("/v1/items/newest/all")).isEqualTo("readAll[items]");
    }

    @Test
    void value_may_hold_an_encoded_slash_and_is_never_empty() {
        assertThat(found("/v1/items/a%2Fb+c")).isEqualTo("readItem[a/b+c]");
        assertThat(table.find(Method.GET, "/v1/items/")).isEqualTo(new RouteTable.NoSuchPath());
        assertThat(table.find(Method.GET, "/v1/items/a/")).isEqualTo(new RouteTable.NoSuchPath());
    }

    @Test
    void wrong_method_names_the_right_ones() {
        assertThat(table.find(Method.DELETE, "/v1/items/a"))
                .isInstanceOfSatisfying(
                        RouteTable.WrongMethod.class,
                        wrong -> assertThat(wrong.allow()).isEqualTo("GET, HEAD, PUT"));
    }

    @Test
    void encoding_and_decoding_are_inverse() {
        String id = "https://example.net/ü?#%25 🚲;..";

        assertThat(PathDecoding.decode(PathDecoding.encode(id))).isEqualTo(id);
    }

    @Test
    void routes_that_would_confuse_are_refused_when_they_are_written() {
        Route one = route(Method.GET, "/a/{b}", "one");

        assertThatThrownBy(() -> Routes.of(one, one)).hasMessageContaining("Two routes are named one");
        assertThatThrownBy(() -> new RouteTable(Routes.of(one, route(Method.GET, "/a/{c}", "two"))))
                .hasMessageContaining("answer the same path and method");
        assertThatThrownBy(() -> Template.of("/a/{b}/{b}")).hasMessageContaining("twice");
        assertThatThrownBy(
                        () -> Route.get("/a", "three").access(Access.OWN_MEMBER).by(_ -> Response.nothing()))
                .hasMessageContaining("needs {member}");
    }

    @Test
    void forgotten_access_means_operators_only() {
        assertThat(route(Method.GET, "/a", "one").access()).isEqualTo(Access.OPERATOR);
    }

    private String found(String path) {
        return table.find(Method.GET, path) instanceof RouteTable.Found found
                ? found.route().operation() + found.values()
                : "nothing";
    }
}
