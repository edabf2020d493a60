// SPDX-License-Identifier: Apache-2.0
package io.perennial.testkit.company;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who the customers are, and what each system calls them. */
final class PersonsCsv {

  private PersonsCsv() {}

  static void write(Path file, Persons persons, long customers) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, UTF_8)) {
      out.write("customer,shop_id,card,anonymous_id,email,phone,name,street,zip,city,country\n");
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
                person.street(),
                person.zip(),
                person.city(),
                person.country()));
        out.write('\n');
      }
    }
  }
}
