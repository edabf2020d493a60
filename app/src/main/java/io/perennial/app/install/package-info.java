// SPDX-License-Identifier: Apache-2.0
/** What the launcher does once after a build, so that each start is quick. */
@NullMarked
package io.perennial.app.install;

import org.jspecify.annotations.NullMarked;
