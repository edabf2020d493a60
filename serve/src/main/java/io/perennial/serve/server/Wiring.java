// SPDX-License-Identifier: Apache-2.0
package io.perennial.serve.server;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * What is found: controllers and configurations in the packages beside this. Users with passwords
 * there are none.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@ComponentScan("io.perennial.serve")
class Wiring {}
