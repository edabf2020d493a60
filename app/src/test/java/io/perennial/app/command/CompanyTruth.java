// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.command;

import io.perennial.testkit.company.Defect;
import io.perennial.testkit.company.Injected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is right about a simulated company, from its folder.
 *
 * @param defects all that is wrong
 * @param rows how many there are in each file
 * @param persons by each name that a system has for one: e-mail, phone and name
 */
record CompanyTruth(
    List<Injected> defects, Map<String, Long> rows, Map<String, Map<String, String>> persons) {

  static CompanyTruth of(Path company) throws IOException {
    Map<String, Defect> words = new HashMap<>();
    for (Defect defect : Defect.values()) {
      words.put(defect.word(), defect);
    }
    List<Injected> defects =
        csv(company.resolve("truth/defects.csv")).stream()
            .map(
                row ->
                    new Injected(
                        words.get(row.get(0)),
                        row.get(1),
                        row.get(2),
                        Long.parseLong(row.get(3)),
                        row.get(4),
                        row.get(5),
                        row.get(6)))
            .toList();
    Map<String, Long> rows = new HashMap<>();
    csv(company.resolve("truth/files.csv"))
        .forEach(row -> rows.put(row.get(1), Long.valueOf(row.get(2))));
    Map<String, Map<String, String>> persons = new HashMap<>();
    for (List<String> row : csv(company.resolve("truth/persons.csv"))) {
      Map<String, String> person =
          Map.of("email", row.get(4), "phone", row.get(5), "name", row.get(6));
      for (int name : new int[] {1, 2, 3, 4, 12}) {
        persons.put(row.get(name), person);
      }
    }
    return new CompanyTruth(defects, rows, persons);
  }

  List<Injected> of(Defect defect) {
    return defects.stream().filter(injected -> injected.defect() == defect).toList();
  }

  private static List<List<String>> csv(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      rows.add(
          Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
              .map(field -> field.startsWith("\"") ? field.substring(1, field.length() - 1) : field)
              .map(field -> field.replace("\"\"", "\""))
              .toList());
    }
    return rows.subList(1, rows.size());
  }
}
