package attune.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void every_way_to_write_a_network_is_one_asker() {
        for (String one :
                List.of("2001:db8::1", "2001:db8::ffff:1:2:3", "[2001:DB8:0:0::9]:4711", "2001:db8::1%eth0")) {
            assertThat(Addresses.network(one)).as(one).contains("20010db800000000::/64");
        }
        assertThat(Addresses.network("2001:db8:0:1::1")).as("the neighbour").contains("20010db800000001::/64");
        for (String one : List.of("203.0.113.7", "203.0.113.7:50123", "::ffff:203.0.113.7")) {
            assertThat(Addresses.network(one)).as(one).contains("203.0.113.7");
        }
    }

    @Test
    void what_is_no_address_is_none() {
        for (String one : List.of("", "unknown", "_hidden", "feed.example", "1.2.3.4.5", "a".repeat(100))) {
            assertThat(Addresses.network(one)).as(one).isEmpty();
        }
    }
}
