// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Who the customers are, and what each system calls them. */
final class PersonsCsv {

  private PersonsCsv() {}

  static void write(Path file, Persons persons, long customers) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write(
          "customer,shop_id,card,anonymous_id,email,phone,name,street,zip,city,country,household,"
              + "guest_id,other_email,short_name,moved,former_street,former_zip\n");
      for (long i = 0; i < customers; i++) {
        Person person = persons.person(i);
        out.write(
            String.join(
                ",",
                Long.toString(i),
                person.shopId(),
                person.card(),
                person.anonymousId(),
                person.email(),
                person.phone(),
                person.name(),
                person.home().street(),
                person.home().zip(),
                person.home().city(),
                person.country(),
                Long.toString(person.household()),
                person.guestId(),
                person.otherEmail(),
                person.shortName(),
                person.moved().equals(LocalDate.MAX) ? "" : person.moved().toString(),
                person.former().street(),
                person.former().zip()));
        out.write('\n');
      }
    }
  }

  /** The records of customers in all systems, as evaluations read them; some never come. */
  static void writeRecords(Books books, Persons persons, long customers, Office office)
      throws IOException {
    for (long i = 0; i < customers; i++) {
      Person person = persons.person(i);
      books.record("shop", person.shopId(), person);
      books.record("shop", person.guestId(), person);
      if (!office.logsIn(person)) {
        books.record("shop", person.anonymousId(), person);
      }
      books.record(TillSource.NAME, person.card(), person);
      for (String system : List.of(MailSource.NAME, DeskSource.NAME)) {
        books.record(system, person.email(), person);
      }
    }
  }
}
