// SPDX-License-Identifier: Apache-2.0
package io.perennial.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of ARCHITECTURE.md. Think hard about the layering before changing this file. */
class ArchitectureTest {

  private static final JavaClasses ALL = Modules.classes();

  static Iterable<String> modules() {
    return Modules.MAY_USE.keySet();
  }

  @Test
  void every_module_has_its_place_in_the_flow() {
    TreeSet<String> found = new TreeSet<>();
    ALL.forEach(type -> found.add(Modules.of(type)));

    assertThat(Modules.MAY_USE.keySet()).containsAll(found);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void a_module_looks_upstream_only(String module) {
    String[] may =
        Modules.MAY_USE.get(module).stream()
            .map(other -> "io.perennial." + other + "..")
            .toArray(String[]::new);
    String own = "io.perennial." + module + "..";

    noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.perennial..")
                .and(DescribedPredicate.not(resideInAnyPackage(may)))
                .and(DescribedPredicate.not(resideInAPackage(own))))
        .because(module + " may use " + Modules.MAY_USE.get(module))
        .check(ALL);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching("io.perennial.(**)").should().beFreeOfCycles().check(ALL);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void a_root_package_uses_none_of_its_subpackages(String module) {
    String root = "io.perennial." + module;

    noClasses()
        .that()
        .resideInAPackage(root)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".*..")
        .because("what assembles subpackages is a package of its own")
        .allowEmptyShould(true)
        .check(ALL);
  }

  @Test
  void adapters_are_known_to_the_app_alone() {
    for (String adapter : Modules.ADAPTERS) {
      noClasses()
          .that()
          .resideOutsideOfPackages("io.perennial.app..", adapter + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(adapter + "..")
          .because("the app is the only place that constructs adapters")
          .check(ALL);
    }
  }

  @Test
  void domain_and_math_need_nothing_but_java() {
    classes()
        .that()
        .resideInAnyPackage("io.perennial.domain..", "io.perennial.math..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify..", "io.perennial.domain..", "io.perennial.math..")
        .check(ALL);
  }

  @Test
  void the_time_is_a_parameter() {
    DescribedPredicate<JavaClass> notApp =
        DescribedPredicate.not(resideInAPackage("io.perennial.app.."));
    noClasses()
        .that(notApp)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .because("clocks are passed in, by the app")
        .check(ALL);
  }

  @Test
  void chance_is_seeded() {
    ArchRule rule =
        noClasses()
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(Random.class)
            .because("seeds are passed in");

    rule.check(ALL);
  }

  @Test
  void only_main_ends_the_process() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.perennial.app.command.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .check(ALL);
  }
}
