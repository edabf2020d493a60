// SPDX-License-Identifier: Apache-2.0
package io.perennial.identity.pipeline;

import io.perennial.domain.StableHash;
import io.perennial.identity.AttributeKind;
import io.perennial.identity.cluster.CustomerIds;
import io.perennial.identity.cluster.HouseholdEvidence;
import io.perennial.identity.cluster.HouseholdEvidence.Kind;
import io.perennial.identity.cluster.HouseholdSettings;
import io.perennial.identity.cluster.Households;
import io.perennial.identity.compare.ComparedAttribute;
import io.perennial.identity.compare.RecordTable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Households of the customers of a table: by family name, address, telephone and device. */
final class HouseholdFinding {

  /** What stands for: no household is known. */
  static final long NONE = -1;

  private static final List<String> DEVICES = List.of("device", "cookie", "browser", "fingerprint");

  private final RecordTable table;
  private final int[] customerOf;
  private final int customers;

  /**
   * @param clusters the cluster of each row, named by its smallest
   */
  HouseholdFinding(RecordTable table, int[] clusters) {
    this.table = table;
    customerOf = new int[clusters.length];
    int next = 0;
    for (int row = 0; row < clusters.length; row++) {
      customerOf[row] = clusters[row] == row ? next++ : customerOf[clusters[row]];
    }
    customers = next;
  }

  /**
   * The household of each row, or {@link #NONE}; its number cannot be traced to the record of which
   * it is made, so that it may outlive that record.
   */
  long[] find(RecordDates dates) {
    HouseholdEvidence evidence = new HouseholdEvidence(customers);
    List<ComparedAttribute> attributes = table.attributes();
    for (int k = 0; k < attributes.size(); k++) {
      AttributeKind kind = attributes.get(k).kind();
      if (kind == AttributeKind.FAMILY_NAME) {
        tell(evidence, Kind.SURNAME, k);
      } else if (kind == AttributeKind.PHONE) {
        tell(evidence, Kind.PHONE, k);
      } else if (isDevice(attributes.get(k).name())) {
        tell(evidence, Kind.DEVICE, k);
      } else if (kind == AttributeKind.STREET) {
        tellAddresses(evidence, k);
      }
    }
    int[] households = Households.find(evidence, HouseholdSettings.defaults()).households();
    int[] sizes = new int[customers];
    for (int household : households) {
      sizes[household]++;
    }
    int[] clusters = new int[customerOf.length];
    int[] firstRow = new int[customers];
    Arrays.fill(firstRow, -1);
    for (int row = 0; row < clusters.length; row++) {
      int household = households[customerOf[row]];
      if (firstRow[household] < 0) {
        firstRow[household] = row;
      }
      clusters[row] = firstRow[household];
    }
    long[] oldest =
        CustomerIds.assign(dates.records(), dates.since(), dates.firstSeenThen(), clusters);
    return IntStream.range(0, clusters.length)
        .mapToLong(
            row ->
                sizes[households[customerOf[row]]] < 2
                    ? NONE
                    : StableHash.of("household " + oldest[row]))
        .toArray();
  }

  private static boolean isDevice(String name) {
    return DEVICES.stream().anyMatch(name::contains);
  }

  private void tell(HouseholdEvidence evidence, Kind kind, int attribute) {
    for (int row = 0; row < customerOf.length; row++) {
      for (int nth = 0; nth < table.values(attribute, row); nth++) {
        evidence.add(
            kind, customerOf[row], table.hash(attribute, table.value(attribute, row, nth)));
      }
    }
  }

  /** A street is a place only together with its postcode, or else its town. */
  private void tellAddresses(HouseholdEvidence evidence, int street) {
    int postcode = first(AttributeKind.POSTCODE);
    int place = first(AttributeKind.PLACE);
    for (int row = 0; row < customerOf.length; row++) {
      int where = postcode >= 0 && table.values(postcode, row) > 0 ? postcode : place;
      if (where >= 0 && table.values(where, row) > 0 && table.values(street, row) > 0) {
        long town = table.hash(where, table.value(where, row, 0));
        long door = table.hash(street, table.value(street, row, 0));
        evidence.add(Kind.ADDRESS, customerOf[row], door * 31 + town);
      }
    }
  }

  private int first(AttributeKind kind) {
    List<ComparedAttribute> attributes = table.attributes();
    for (int k = 0; k < attributes.size(); k++) {
      if (attributes.get(k).kind() == kind) {
        return k;
      }
    }
    return -1;
  }
}
