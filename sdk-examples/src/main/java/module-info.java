/** Example programs. */
@org.jspecify.annotations.NullMarked
module dev.waiver.examples {
    requires dev.waiver.detection;
    requires dev.waiver.email;
    requires dev.waiver.scanning;
    requires dev.waiver.testing;
}
