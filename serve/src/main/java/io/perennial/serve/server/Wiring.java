// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** What is found: controllers and configurations in the packages beside this. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan("io.perennial.serve")
class Wiring {}
