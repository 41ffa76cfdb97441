package attune.http.route;

import attune.http.auth.Access;
import attune.http.problem.ProblemKind;
import attune.http.schema.ObjectSchema;
import attune.http.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One operation of the API as data. The server dispatches by it, checks requests against it and measures under its
/// template; the published OpenAPI document is written from it. Nothing about an operation is said twice.
///
/// ```java
/// Route.get("/v1/members/{member}/controls", "readControls")
///         .summary("What a member has muted, blocked and chosen.")
///         .tag("Members")
///         .access(Access.OWN_MEMBER)
///         .answers(CONTROLS)
///         .fails(ProblemKind.NOT_FOUND)
///         .by(this::controls)
/// ```
///
/// @param operation   unique, camel case; the name generated clients use
/// @param body        what the request's body must be; null when it has none
/// @param lines       whether the body may also be newline-delimited JSON; the handler then reads `request.lines()`
/// @param answer      what a successful body is; null when it is empty or not JSON
/// @param answerType  the media type of a successful body
/// @param fails       what may go wrong beside what every route shares
/// @param bodyLimit   longest body in bytes
/// @param urgent      answered even when the server is full; for health and metrics only
/// @param bulky       one answer costs as much as thousands of others: it is limited by the hour
/// @param personal    whether it shows or changes what belongs to members: staff who call it are recorded
/// @param listed      whether the published document shows it; pages and pictures are not part of the API
public record Route(
        Method method,
        Template template,
        String operation,
        String summary,
        String description,
        String tag,
        Access access,
        List<Parameter> query,
        @Nullable Schema body,
        boolean lines,
        @Nullable Schema answer,
        String answerType,
        int status,
        Set<ProblemKind> fails,
        int bodyLimit,
        boolean urgent,
        boolean bulky,
        boolean personal,
        boolean listed,
        Handler handler) {

    public Route {
        query = List.copyOf(query);
        fails = Set.copyOf(fails);
        if (!operation.matches("[a-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("An operation is a camel-case verb and noun, not " + operation);
        }
        if (access.own() && !template.holes().contains("member")) {
            throw new IllegalArgumentException(operation + " is for the own member, so its path needs {member}");
        }
        if (method == Method.GET && body != null) {
            throw new IllegalArgumentException(operation + " is a GET and so has no body");
        }
    }

    public static Draft get(String path, String operation) {
        return new Draft(Method.GET, path, operation);
    }

    public static Draft post(String path, String operation) {
        return new Draft(Method.POST, path, operation);
    }

    public static Draft put(String path, String operation) {
        return new Draft(Method.PUT, path, operation);
    }

    public static Draft delete(String path, String operation) {
        return new Draft(Method.DELETE, path, operation);
    }

    /// A route being described; `by` completes it. Operators only, unless said otherwise: a forgotten line
    /// closes a door rather than opening one.
    public static final class Draft {
        private final Method method;
        private final Template template;
        private final String operation;
        private final List<Parameter> query = new ArrayList<>();
        private final List<ProblemKind> fails = new ArrayList<>();
        private String summary = "";
        private String description = "";
        private String tag = "Attune";
        private Access access = Access.OPERATOR;
        private @Nullable Schema body;
        private boolean lines;
        private @Nullable Schema answer;
        private String answerType = "application/json";
        private int status = 200;
        private int bodyLimit = 1024 * 1024;
        private boolean urgent;
        private boolean bulky;
        private boolean personal;
        private boolean listed = true;

        private Draft(Method method, String path, String operation) {
            this.method = method;
            this.template = Template.of(path);
            this.operation = operation;
            this.personal = template.holes().contains("member");
        }

        public Draft summary(String sentence) {
            summary = sentence;
            return this;
        }

        public Draft description(String paragraphs) {
            description = paragraphs;
            return this;
        }

        public Draft tag(String group) {
            tag = group;
            return this;
        }

        public Draft access(Access who) {
            access = who;
            return this;
        }

        public Draft query(Parameter parameter) {
            query.add(parameter);
            return this;
        }

        public Draft body(Schema schema) {
            body = schema;
            return this;
        }

        /// The body may also be newline-delimited JSON, one object a line.
        public Draft orLines() {
            lines = true;
            return this;
        }

        public Draft bodyLimit(int bytes) {
            bodyLimit = bytes;
            return this;
        }

        public Draft answers(ObjectSchema schema) {
            answer = schema;
            return this;
        }

        /// Answers something that is not JSON.
        public Draft answersType(String mediaType) {
            answerType = mediaType;
            return this;
        }

        public Draft status(int successful) {
            status = successful;
            return this;
        }

        public Draft fails(ProblemKind... kinds) {
            fails.addAll(List.of(kinds));
            return this;
        }

        public Draft urgent() {
            urgent = true;
            return this;
        }

        /// Reads so much that it is limited by the hour.
        public Draft bulky() {
            bulky = true;
            return this;
        }

        /// Shows or changes what belongs to members, though the path names none. A path with `{member}` is
        /// personal without being told, and nothing makes it less.
        public Draft personal() {
            personal = true;
            return this;
        }

        public Draft unlisted() {
            listed = false;
            return this;
        }

        public Route by(Handler handler) {
            return new Route(
                    method,
                    template,
                    operation,
                    summary,
                    description,
                    tag,
                    access,
                    query,
                    body,
                    lines,
                    answer,
                    answerType,
                    status,
                    Set.copyOf(fails),
                    bodyLimit,
                    urgent,
                    bulky,
                    personal,
                    listed,
                    handler);
        }
    }
}
