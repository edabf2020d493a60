// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.identity.cluster.HouseholdEvidence.Kind;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HouseholdsTest {

  private static final HouseholdSettings DEFAULTS = HouseholdSettings.defaults();

  /** A town of strangers, each with a surname of a hundred and an address of their own. */
  private static HouseholdEvidence town(int customers) {
    HouseholdEvidence evidence = new HouseholdEvidence(customers);
    for (int customer = 20; customer < customers; customer++) {
      evidence.add(Kind.SURNAME, customer, customer % 100);
      evidence.add(Kind.ADDRESS, customer, 100_000 + customer);
    }
    return evidence;
  }

  @Test
  void address_and_surname_make_a_household() {
    HouseholdEvidence evidence = town(1000);
    for (int customer = 0; customer < 3; customer++) {
      evidence.add(Kind.ADDRESS, customer, 1);
      evidence.add(Kind.SURNAME, customer, 7);
    }
    evidence.add(Kind.ADDRESS, 3, 1);
    evidence.add(Kind.SURNAME, 3, 8);

    Households found = Households.find(evidence, DEFAULTS);

    assertThat(found.households()).startsWith(0, 0, 0, 3, 4);
    assertThat(found.confidence(1)).isBetween(0.9, 0.999);
    assertThat(found.confidence(3)).isEqualTo(1);
  }

  @Test
  void a_device_and_the_address_do_too_and_one_alone_does_not() {
    HouseholdEvidence evidence = town(1000);
    evidence.add(Kind.DEVICE, 0, 5);
    evidence.add(Kind.DEVICE, 1, 5);
    evidence.add(Kind.ADDRESS, 0, 1);
    evidence.add(Kind.ADDRESS, 1, 1);
    evidence.add(Kind.SURNAME, 0, 7);
    evidence.add(Kind.SURNAME, 1, 8);
    evidence.add(Kind.DEVICE, 2, 6);
    evidence.add(Kind.DEVICE, 3, 6);
    evidence.add(Kind.PHONE, 4, 9);
    evidence.add(Kind.PHONE, 5, 9);
    evidence.add(Kind.SURNAME, 4, 3);
    evidence.add(Kind.SURNAME, 5, 3);
    evidence.add(Kind.SURNAME, 6, 3);
    evidence.add(Kind.SURNAME, 7, 3);

    assertThat(Households.find(evidence, DEFAULTS).households()).startsWith(0, 0, 2, 3, 4, 4, 6, 7);
  }

  @Test
  void a_company_with_hundreds_of_customers_is_no_household() {
    HouseholdEvidence evidence = town(1000);
    for (int customer = 20; customer < 420; customer++) {
      evidence.add(Kind.ADDRESS, customer, 1);
      evidence.add(Kind.PHONE, customer, 1);
    }

    Households found = Households.find(evidence, DEFAULTS);

    assertThat(found.valuesTooCommon()).isEqualTo(2);
    for (int customer = 0; customer < 1000; customer++) {
      assertThat(found.households()[customer]).isEqualTo(customer);
    }
  }

  @Test
  void what_is_greater_than_a_household_may_be_is_none() {
    HouseholdEvidence evidence = town(1000);
    for (int customer = 0; customer < 15; customer++) {
      evidence.add(Kind.ADDRESS, customer, 1);
      evidence.add(Kind.SURNAME, customer, 200);
      evidence.add(Kind.PHONE, customer, 1);
    }

    Households found = Households.find(evidence, DEFAULTS);

    assertThat(found.tooLarge()).isEqualTo(1);
    assertThat(found.households()).startsWith(0, 1, 2, 3);
  }

  @Test
  void neighbours_with_a_frequent_name_are_less_sure_than_with_a_rare_one() {
    HouseholdEvidence evidence = town(1000);
    for (int customer = 0; customer < 12; customer++) {
      evidence.add(Kind.ADDRESS, customer, 1);
      evidence.add(Kind.SURNAME, customer, customer < 2 ? 55 : 500 + customer / 2);
    }

    Households found = Households.find(evidence, DEFAULTS);

    assertThat(found.households()).startsWith(0, 0, 2, 2, 4, 4, 6, 6);
    assertThat(found.confidence(0)).isLessThan(found.confidence(2));
  }

  @Test
  void a_made_up_town_is_found_again() {
    Random random = new Random(4);
    int n = 20_000;
    HouseholdEvidence evidence = new HouseholdEvidence(n);
    int[] truth = new int[n];
    double[] nameOf = random.doubles(n).toArray();
    for (int customer = 0; customer < n; customer++) {
      boolean isNew = customer == 0 || random.nextInt(10) < 6;
      truth[customer] = isNew ? customer : truth[customer - 1];
      int home = truth[customer];
      // one in five lives in a block of twelve homes whose doors nobody writes
      long address = home % 5 == 0 ? home / 60 : 1_000_000 + home;
      int name = (int) (Math.pow(nameOf[home], 3) * 5000);
      evidence.add(
          Kind.ADDRESS, customer, random.nextInt(10) == 0 ? 9_000_000 + customer : address);
      evidence.add(Kind.SURNAME, customer, random.nextInt(5) == 0 ? random.nextInt(5000) : name);
      if (random.nextInt(3) == 0) {
        evidence.add(Kind.DEVICE, customer, home);
      }
    }

    Households found = Households.find(evidence, DEFAULTS);

    long both = 0;
    long wrong = 0;
    long missed = 0;
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < Math.min(n, a + 40); b++) {
        boolean same = truth[a] == truth[b];
        boolean together = found.households()[a] == found.households()[b];
        both += same && together ? 1 : 0;
        wrong += !same && together ? 1 : 0;
        missed += same && !together ? 1 : 0;
      }
    }
    assertThat((double) both / (both + wrong)).as("precision").isGreaterThan(0.95);
    // of the pairs 81 % have both addresses right, and 65 % of these a name or device in common
    assertThat((double) both / (both + missed)).as("recall").isGreaterThan(0.55);
  }

  @Test
  void nobody_has_no_household_and_what_cannot_be_is_refused() {
    assertThat(Households.find(new HouseholdEvidence(0), DEFAULTS).households()).isEmpty();
    assertThatThrownBy(() -> new HouseholdEvidence(2).add(Kind.PHONE, 2, 1))
        .hasMessage("Invalid customer: 2 (must be below 2)");
    assertThatThrownBy(() -> new HouseholdSettings(1, 5))
        .hasMessage("Invalid household: 1 customers a value, 5 a household (must be >= 2)");
  }
}
